using StackExchange.Redis;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.MockUpCoach.Realtime.Journal;

namespace UpCoach.MockUpCoach.Realtime.Topics;

/// <summary>A topic as this process sees it: it hears each message once, in order, and hands it to all its members here.</summary>
/// <remarks>
/// Messages, joins and repairs take turns. So a member that is replayed to and then added sees neither a gap nor a double between old and new messages.
/// </remarks>
internal sealed class Topic(string name, MessageJournal journal, RealtimeMetrics metrics) : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    // Written in turn only; a delivery reads the array that it found.
    private Outbox[] members = [];
    private ChannelMessageQueue? channel;
    private long last;

    public string Name => name;

    /// <summary>How many use the topic; under the directory's lock.</summary>
    public int Users { get; set; }

    /// <summary>Begins to listen, if that has not happened. Throws if Redis is away.</summary>
    public async Task StartAsync()
    {
        if (Volatile.Read(ref channel) is not null)
            return;
        await turn.WaitAsync();
        try
        {
            if (channel is not null)
                return;

            // Listen first: what is published between the two is heard, and known to be old by its number.
            var queue = await journal.ListenAsync(name);
            try
            {
                last = await journal.LastAsync(name);
            }
            catch
            {
                await queue.UnsubscribeAsync(CommandFlags.FireAndForget);
                throw;
            }

            queue.OnMessage(published => ReceiveAsync(MessageJournal.Read(published.Message)));
            Volatile.Write(ref channel, queue);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Adds a member.</summary>
    /// <param name="member">Who.</param>
    /// <param name="after">The last number that it knows; null to begin with what comes next, negative to begin with that many of the latest.</param>
    public async Task<Joined> JoinAsync(Outbox member, long? after)
    {
        var here = Volatile.Read(ref last);
        var known = after switch { null => long.MaxValue, < 0 => Math.Max(here + after.Value, 0), _ => after.Value };
        var (replayed, isComplete) = (0, true);

        // Most of the replay happens beside the others' turns; what came meanwhile, in the member's own. Neither goes beyond what was delivered here: the rest still comes by itself.
        if (known < here)
            (known, replayed, isComplete) = await ReplayAsync(member, known, here, isPatient: true);
        await turn.WaitAsync();
        try
        {
            // It may come from a replica that was ahead: what it knows must not come to it again.
            if (after is not null && known > last)
                await FetchAsync();
            if (known < last)
            {
                var (_, more, isWhole) = await ReplayAsync(member, known, last, isPatient: false);
                (replayed, isComplete) = (replayed + more, isComplete && isWhole);
            }

            members = [.. members, member];
            return new Joined(last, replayed, isComplete);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Sends a member again what lies between two numbers, the second included.</summary>
    public Task<(long Known, int Replayed, bool IsComplete)> ReplayAsync(Outbox member, long after, long upTo) => ReplayAsync(member, after, upTo, isPatient: true);

    /// <summary>Takes a member out.</summary>
    public async Task LeaveAsync(Outbox member)
    {
        await turn.WaitAsync();
        members = Array.FindAll(members, one => one != member);
        turn.Release();
    }

    /// <summary>Fetches what the channel did not bring.</summary>
    public async Task CatchUpAsync()
    {
        await turn.WaitAsync();
        try
        {
            await FetchAsync();
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (channel is not null)
            await channel.UnsubscribeAsync(CommandFlags.FireAndForget);
        turn.Dispose();
    }

    private async Task ReceiveAsync(Message message)
    {
        await turn.WaitAsync();
        try
        {
            if (message.Number == last + 1)
                Deliver(message);
            else if (message.Number > last)
                await FetchAsync();
        }
        catch (Exception e) when (Data.Caching.RedisStore.IsAway(e))
        {
            // The next message, or the next round of repairs, finds the gap again.
        }
        finally
        {
            turn.Release();
        }
    }

    // Impatient in the member's turn: one client that does not read must not hold up all.
    private async Task<(long Known, int Replayed, bool IsComplete)> ReplayAsync(Outbox member, long after, long upTo, bool isPatient)
    {
        var (known, count, isComplete) = (after, 0, true);
        while (true)
        {
            var page = await journal.ReadAfterAsync(name, known);
            foreach (var message in page)
            {
                if (message.Number > upTo)
                    return (known, count, isComplete);
                isComplete &= message.Number == known + 1;
                (known, count) = (message.Number, count + 1);
                member.Offer(message);
                if (isPatient && member.IsBusy)
                    await member.IdleAsync();
            }

            metrics.Replayed(page.Count);
            if (page.Count < MessageJournal.PageSize)
                return (known, count, isComplete);
        }
    }

    private async Task FetchAsync()
    {
        IReadOnlyList<Message> page;
        do
        {
            page = await journal.ReadAfterAsync(name, last);
            foreach (var message in page)
                Deliver(message);
        }
        while (page.Count == MessageJournal.PageSize);
    }

    private void Deliver(Message message)
    {
        last = message.Number;
        foreach (var member in members)
            member.Offer(message);
        metrics.Delivered(members.Length);
    }
}
