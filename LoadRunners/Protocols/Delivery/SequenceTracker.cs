namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>Watches the sequence numbers of one stream. Its size depends on the gaps and not on the messages.</summary>
/// <remarks>
/// A number that is missing may still come. It is lost once <see cref="Window"/> higher ones have come, or at the end.
/// Every number from the first seen to the last is then counted as received or as lost, exactly once.
/// </remarks>
public sealed class SequenceTracker
{
    /// <summary>How far a message may come late before it counts as lost.</summary>
    public const int Window = 1024;

    private readonly List<(long From, long To)> _gaps = []; // rising
    private long _first;
    private long _next;
    private bool _hasBegun;

    /// <summary>Gets the highest number seen; null if there is none.</summary>
    public long? Last => _hasBegun ? _next - 1 : null;

    /// <summary>Gets how many numbers are lost.</summary>
    public long Lost { get; private set; }

    /// <summary>Gets how many numbers are missing and not yet lost.</summary>
    public long Missing => _gaps.Sum(gap => gap.To - gap.From + 1);

    /// <summary>Says that the stream goes on after a number, so that what is missing from there on counts.</summary>
    public void StartAfter(long sequence)
    {
        if (_hasBegun) return;
        (_hasBegun, _first, _next) = (true, sequence + 1, sequence + 1);
    }

    /// <summary>Takes a message's number.</summary>
    public Arrival Note(long sequence)
    {
        if (!_hasBegun) StartAfter(sequence - 1);
        if (sequence < _next) return NoteLate(sequence);
        var isNext = sequence == _next;
        if (!isNext) _gaps.Add((_next, sequence - 1));
        _next = sequence + 1;
        if (_gaps.Count > 0) GiveUp(_next - Window);
        return isNext ? Arrival.InOrder : Arrival.AfterGap;
    }

    /// <summary>Ends the stream: what is missing now is lost.</summary>
    public void Complete() => GiveUp(long.MaxValue);

    private Arrival NoteLate(long sequence)
    {
        // Sent before this user came, but delivered after something newer: late, and nobody waited for it.
        if (sequence < _first) return Arrival.Reordered;
        var index = _gaps.FindIndex(gap => gap.From <= sequence && sequence <= gap.To);
        if (index < 0) return Arrival.Duplicate;
        var (from, to) = _gaps[index];
        _gaps.RemoveAt(index);
        if (sequence < to) _gaps.Insert(index, (sequence + 1, to));
        if (from < sequence) _gaps.Insert(index, (from, sequence - 1));
        return Arrival.Reordered;
    }

    private void GiveUp(long before)
    {
        while (_gaps.Count > 0 && _gaps[0].From < before)
        {
            var (from, to) = _gaps[0];
            var last = Math.Min(to, before - 1);
            Lost += last - from + 1;
            if (last == to) _gaps.RemoveAt(0);
            else _gaps[0] = (last + 1, to);
        }
    }
}
