namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Cuts what passes into small parts, so that readers see messages in fragments.</summary>
/// <param name="AverageBytes">The mean size of a part; 1 or more.</param>
/// <param name="VariationBytes">Sizes differ by up to this much to either side, evenly spread; a part has at least one byte.</param>
/// <param name="Delay">The time between two parts.</param>
public sealed record SlicerToxic(int AverageBytes, int VariationBytes = 0, TimeSpan Delay = default) : Toxic
{
    /// <summary>Gets the mean size of a part.</summary>
    public int AverageBytes { get; } = AverageBytes >= 1
        ? AverageBytes
        : throw new ArgumentOutOfRangeException(nameof(AverageBytes), AverageBytes, "A part has at least one byte.");

    internal override int Order => 3;

    internal override IToxicStage NewStage(Random random) => new Stage(this, random);

    private sealed class Stage(SlicerToxic toxic, Random random) : IToxicStage
    {
        public TimeSpan BusyUntil { get; private set; }

        public void Pass(Piece piece, List<Piece> into)
        {
            if (BusyUntil < piece.At) BusyUntil = piece.At;
            for (var left = piece.Bytes; left > 0;)
            {
                var size = toxic.AverageBytes + random.Next(-toxic.VariationBytes, toxic.VariationBytes + 1);
                var bytes = Math.Clamp(size, 1, left);
                into.Add(new Piece(bytes, BusyUntil));
                BusyUntil += toxic.Delay;
                left -= bytes;
            }

            if (piece.IsReset) into.Add(piece with { Bytes = 0, At = BusyUntil });
        }
    }
}
