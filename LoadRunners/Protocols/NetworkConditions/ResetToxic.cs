namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Resets connections (TCP RST to both ends) once exactly so many bytes have passed.</summary>
/// <param name="AfterBytes">Bytes of this direction that still arrive, counted from when the connection first met the toxic.</param>
/// <param name="Probability">The share of connections that are reset at all, 0 to 1.</param>
public sealed record ResetToxic(long AfterBytes, double Probability = 1) : Toxic
{
    internal override int Order => 1;

    internal override IToxicStage NewStage(Random random) =>
        new ResetStage(random.NextDouble() < Probability ? AfterBytes : long.MaxValue);
}
