namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Resets connections at random places, each byte as likely as any other: what losses too many in a row do to long connections.</summary>
/// <param name="MeanBytes">The mean number of bytes of this direction between two resets; 1 or more.</param>
/// <remarks>The distance is exponentially distributed and drawn when a connection first meets the toxic, so it does not depend on how TCP cuts the bytes.</remarks>
public sealed record RandomResetToxic(double MeanBytes) : Toxic
{
    internal override int Order => 1;

    internal override IToxicStage NewStage(Random random) =>
        new ResetStage((long)Math.Min(-MeanBytes * Math.Log(1 - random.NextDouble()), long.MaxValue / 2));
}
