using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Notices;

/// <summary>Numbers the notices of one publisher, and remembers which the server confirmed.</summary>
/// <param name="by">Who publishes: unique among the publishers of a run.</param>
/// <param name="run">When the publisher began, in milliseconds since 1970.</param>
internal sealed class NoticeWriter(string by, long run)
{
    private readonly SortedSet<int> _unconfirmed = [];
    private int _count;

    /// <summary>Gives the next notice; its number is never given twice, whatever becomes of it.</summary>
    public Notice Next() => Write(isLast: false);

    /// <summary>Gives the notice that ends the row. It may be sent again until it is confirmed.</summary>
    public Notice Last() => Write(isLast: true);

    /// <summary>Takes that the server confirmed a notice.</summary>
    public void Confirm(int number) => _unconfirmed.Remove(number);

    private Notice Write(bool isLast)
    {
        var number = ++_count;
        var text = NoticeText.Of(number);
        var notice = new Notice(by, run, number, NoticeText.Sum(text), text, isLast, isLast ? [.. _unconfirmed] : []);
        _unconfirmed.Add(number);
        return notice;
    }
}
