namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Delays what passes. Bytes under way don't wait for each other: latency costs no bandwidth.</summary>
/// <param name="Latency">The mean delay of this direction; half of a round trip if both directions have it.</param>
/// <param name="Jitter">The delay differs by up to this much to either side, evenly spread; never below zero. TCP keeps the order, so a late piece holds up those behind it.</param>
public sealed record LatencyToxic(TimeSpan Latency, TimeSpan Jitter = default) : Toxic
{
    internal override int Order => 4;

    internal override IToxicStage NewStage(Random random) => new Stage(this, random);

    private sealed class Stage(LatencyToxic toxic, Random random) : IToxicStage
    {
        public void Pass(Piece piece, List<Piece> into)
        {
            var delay = toxic.Latency;
            if (toxic.Jitter > TimeSpan.Zero) delay += toxic.Jitter * (random.NextDouble() * 2 - 1);
            into.Add(piece with { At = piece.At + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero) });
        }
    }
}
