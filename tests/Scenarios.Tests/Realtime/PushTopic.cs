using System.Threading.Channels;

namespace UpCoach.Scenarios.Tests.Realtime;

/// <summary>A room or stream of the stand-in: its history, and who listens.</summary>
internal sealed class PushTopic
{
    private readonly Lock _lock = new();
    private readonly List<(long Sequence, string Text)> _history = []; // under _lock
    private readonly List<ChannelWriter<(long Sequence, string Text)>> _members = []; // under _lock

    /// <summary>Publishes what the number is put in front of, and gives the number.</summary>
    public long Publish(string rest)
    {
        lock (_lock)
        {
            var message = ((long)_history.Count + 1, rest);
            _history.Add(message);
            foreach (var member in _members) member.TryWrite(message);
            return message.Item1;
        }
    }

    /// <summary>Joins: what came after a number first, then what comes.</summary>
    /// <returns>The messages, and the latest number at the moment of joining.</returns>
    public (ChannelReader<(long Sequence, string Text)> Messages, long Last) Join(long? after)
    {
        var channel = Channel.CreateUnbounded<(long, string)>();
        lock (_lock)
        {
            foreach (var message in _history.Where(message => message.Sequence > (after ?? long.MaxValue))) channel.Writer.TryWrite(message);
            _members.Add(channel.Writer);
            return (channel.Reader, _history.Count);
        }
    }
}
