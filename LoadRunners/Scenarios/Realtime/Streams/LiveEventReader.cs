using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Streams;

/// <summary>Reads the stamps of one stream. The first event is the latest of those before the client came: its age says nothing about delivery.</summary>
/// <remarks>Not shared: it belongs to one stream.</remarks>
internal sealed class LiveEventReader : IMessageReader
{
    private static readonly JsonMessageReader Events = new(sentAt: "sentAt");

    private bool _hasBegun;

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> message, out MessageStamp stamp)
    {
        if (!Events.TryRead(message, out stamp)) return false;
        if (!_hasBegun) stamp = stamp with { SentAtMicroseconds = 0 };
        _hasBegun = true;
        return true;
    }
}
