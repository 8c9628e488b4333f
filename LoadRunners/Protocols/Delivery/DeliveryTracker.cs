using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>Watches the messages that one user is sent, over all its connections: their latency, and what is lost, late or doubled.</summary>
internal sealed class DeliveryTracker(DeliverySeries series, ServerClock clock)
{
    // Most users have one stream: it needs no table.
    private readonly SequenceTracker _only = new();
    private Dictionary<int, SequenceTracker>? _others;

    /// <summary>Gets the highest sequence number of a stream; null if nothing came yet.</summary>
    public long? Last(int stream = 0) => stream == 0 ? _only.Last : _others?.GetValueOrDefault(stream)?.Last;

    /// <summary>Says that a stream goes on after a number: what is missing from there on is lost.</summary>
    public void StartAfter(long sequence, int stream) => TrackerOf(stream).StartAfter(sequence);

    /// <summary>Takes the stamp of a message and records what it says.</summary>
    public void Note(RecordingBatch batch, MessageStamp stamp, long arrivedAt)
    {
        var tracker = TrackerOf(stamp.Stream);
        var lostBefore = tracker.Lost;
        var arrival = tracker.Note(stamp.Sequence);
        series.Arrived(batch, arrival);
        series.Lost(batch, tracker.Lost - lostBefore);

        // A message sent again after a reconnect says how long the outage was; its double says nothing new.
        if (arrival != Arrival.Duplicate && stamp.SentAtMicroseconds > 0) series.Latency(batch, clock.LatencyMicroseconds(stamp.SentAtMicroseconds, arrivedAt));
    }

    /// <summary>Ends all streams: what is missing is lost.</summary>
    public void Complete()
    {
        foreach (var tracker in Trackers)
        {
            var before = tracker.Lost;
            tracker.Complete();
            series.Lost(tracker.Lost - before);
        }
    }

    /// <summary>Gets how many messages are lost.</summary>
    public long Lost => Trackers.Sum(tracker => tracker.Lost);

    private IEnumerable<SequenceTracker> Trackers => _others is null ? [_only] : _others.Values.Prepend(_only);

    private SequenceTracker TrackerOf(int stream)
    {
        if (stream == 0) return _only;
        _others ??= [];
        if (!_others.TryGetValue(stream, out var tracker)) _others.Add(stream, tracker = new SequenceTracker());
        return tracker;
    }
}
