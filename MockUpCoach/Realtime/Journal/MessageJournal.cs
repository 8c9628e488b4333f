using System.Buffers.Text;
using System.Globalization;
using StackExchange.Redis;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Realtime.Journal;

/// <summary>The messages of all topics in Redis: a stream keeps the latest of each, a channel brings new ones to every replica of the API.</summary>
/// <remarks>The channel may lose messages while a connection is away; the stream is the truth that closes such gaps.</remarks>
internal sealed class MessageJournal(IConnectionMultiplexer redis)
{
    /// <summary>How many messages of a topic can be had again, at least.</summary>
    public const int Kept = 1_000;

    /// <summary>How many messages one read gives at most.</summary>
    public const int PageSize = 128;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly string PublishScript = EmbeddedText.Read("scripts/publish.lua");

    private IDatabase Database => redis.GetDatabase();

    /// <summary>Publishes a message in all replicas.</summary>
    /// <param name="topic">Where.</param>
    /// <param name="beforeNumber">The message up to its number.</param>
    /// <param name="afterNumber">The rest.</param>
    /// <returns>The number that it got.</returns>
    public async Task<long> PublishAsync(string topic, ReadOnlyMemory<byte> beforeNumber, ReadOnlyMemory<byte> afterNumber)
    {
        var number = await Database.ScriptEvaluateAsync(
            PublishScript, [Key(topic)], [ChannelName(topic), Kept, (long)Lifetime.TotalMilliseconds, beforeNumber, afterNumber]);
        return (long)number;
    }

    /// <summary>Gives the number of a topic's latest message, 0 if there is none.</summary>
    public async Task<long> LastAsync(string topic)
    {
        var entries = await Database.StreamRangeAsync(Key(topic), count: 1, messageOrder: Order.Descending);
        return entries.Length == 0 ? 0 : NumberOf(entries[0]);
    }

    /// <summary>Gives the oldest messages after <paramref name="number"/> that are kept, at most <see cref="PageSize"/>.</summary>
    public async Task<IReadOnlyList<Message>> ReadAfterAsync(string topic, long number)
    {
        var entries = await Database.StreamRangeAsync(Key(topic), minId: number + 1, count: PageSize);
        return Array.ConvertAll(entries, entry => new Message(NumberOf(entry), entry.Values[0].Value));
    }

    /// <summary>Hears what is published from now on, in order.</summary>
    public Task<ChannelMessageQueue> ListenAsync(string topic) => redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(ChannelName(topic)));

    /// <summary>Reads what the channel brings.</summary>
    public static Message Read(RedisValue published)
    {
        ReadOnlyMemory<byte> bytes = published;
        return Utf8Parser.TryParse(bytes.Span, out long number, out var length)
            ? new Message(number, bytes[(length + 1)..])
            : throw new FormatException("A published message begins with its number.");
    }

    private static string Key(string topic) => $"realtime:stream:{topic}";

    private static string ChannelName(string topic) => $"realtime:channel:{topic}";

    private static long NumberOf(StreamEntry entry)
    {
        var id = (string)entry.Id!;
        return long.Parse(id.AsSpan(0, id.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
    }
}
