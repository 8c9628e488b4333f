namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Limits the bytes a second of each connection.</summary>
/// <param name="BytesPerSecond">1 or more.</param>
public sealed record BandwidthToxic(long BytesPerSecond) : Toxic
{
    // A piece is what the link carries in 10 ms: bytes then flow and don't come in lumps.
    private static readonly TimeSpan PieceTime = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ReadTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets the bytes a second.</summary>
    public long BytesPerSecond { get; } = BytesPerSecond >= 1
        ? BytesPerSecond
        : throw new ArgumentOutOfRangeException(nameof(BytesPerSecond), BytesPerSecond, "A link carries at least one byte a second.");

    internal override int Order => 2;

    internal override IToxicStage NewStage(Random random) => new Stage(this);

    private int BytesIn(TimeSpan time) => (int)Math.Clamp(BytesPerSecond * time.TotalSeconds, 1, 1 << 20);

    /// <remarks>
    /// <code>
    /// free(n) = max(at(n), free(n-1)) + bytes(n) / rate
    /// </code>
    /// The time at which the link is free again does not depend on when the pump wakes up, so its lateness does not add up.
    /// </remarks>
    private sealed class Stage(BandwidthToxic toxic) : IToxicStage
    {
        private readonly int _pieceBytes = toxic.BytesIn(PieceTime);

        public TimeSpan BusyUntil { get; private set; }

        public int ReadLimit { get; } = toxic.BytesIn(ReadTime);

        public void Pass(Piece piece, List<Piece> into)
        {
            if (BusyUntil < piece.At) BusyUntil = piece.At;
            for (var left = piece.Bytes; left > 0;)
            {
                var bytes = Math.Min(left, _pieceBytes);
                BusyUntil += TimeSpan.FromSeconds((double)bytes / toxic.BytesPerSecond);
                into.Add(new Piece(bytes, BusyUntil));
                left -= bytes;
            }

            if (piece.IsReset) into.Add(piece with { Bytes = 0, At = BusyUntil });
        }
    }
}
