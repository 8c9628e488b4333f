using StackExchange.Redis;
using UpCoach.MockUpCoach.Data.Caching;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.MockUpCoach.Realtime.Journal;

namespace UpCoach.MockUpCoach.Realtime.Topics;

/// <summary>The topics that somebody here listens to. A background round closes gaps that no later message would show, and lets go of topics without users.</summary>
internal sealed class TopicDirectory : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private readonly MessageJournal journal;
    private readonly RealtimeMetrics metrics;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim wake = new(0);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Topic> topics = new(StringComparer.Ordinal); // under the gate

    public TopicDirectory(MessageJournal journal, RealtimeMetrics metrics, IConnectionMultiplexer redis, TimeProvider clock)
    {
        (this.journal, this.metrics, this.clock) = (journal, metrics, clock);
        redis.ConnectionRestored += (_, _) => wake.Release();
    }

    /// <summary>Makes a connection a member of a topic. Throws if Redis is away.</summary>
    public async Task<(Topic Topic, Joined How)> JoinAsync(string name, Outbox member, long? after)
    {
        var topic = Enter(name);
        try
        {
            await topic.StartAsync();
            return (topic, await topic.JoinAsync(member, after));
        }
        catch
        {
            Exit(topic);
            throw;
        }
    }

    /// <summary>Ends a membership.</summary>
    public async Task LeaveAsync(Topic topic, Outbox member)
    {
        await topic.LeaveAsync(member);
        Exit(topic);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var rest = Task.Delay(Round, clock, round.Token);
            await Task.WhenAny(rest, wake.WaitAsync(round.Token));
            await round.CancelAsync();
            stoppingToken.ThrowIfCancellationRequested();
            await RepairAsync();
        }
    }

    private async Task RepairAsync()
    {
        List<Topic> used;
        List<Topic> unused;
        lock (gate)
        {
            used = [.. topics.Values.Where(topic => topic.Users > 0)];
            unused = [.. topics.Values.Where(topic => topic.Users == 0)];
            unused.ForEach(topic => topics.Remove(topic.Name));
        }

        try
        {
            foreach (var topic in unused)
                await topic.DisposeAsync();
            await Task.WhenAll(used.Select(topic => topic.CatchUpAsync()));
        }
        catch (Exception e) when (RedisStore.IsAway(e))
        {
            // The round after Redis is back makes up for it.
        }
    }

    private Topic Enter(string name)
    {
        lock (gate)
        {
            if (!topics.TryGetValue(name, out var topic))
                topics.Add(name, topic = new Topic(name, journal, metrics));
            topic.Users++;
            return topic;
        }
    }

    private void Exit(Topic topic)
    {
        lock (gate)
            topic.Users--;
    }
}
