using System.Globalization;

namespace UpCoach.AppHost.Resources;

/// <summary>Makes a cluster of servers that have come up, when the last one has.</summary>
/// <remarks>
/// The order of <c>redis-cli --cluster create</c>: every master an epoch of its own and its share of the 16384 slots, all introduced to the first,
/// then a replica for each master. A node that comes back finds its cluster by its own file. Source: Redis cluster specification.
/// </remarks>
/// <param name="password">The password of all.</param>
/// <param name="masters">How many of the nodes are masters.</param>
internal sealed class RedisCluster(ParameterResource password, int masters)
{
    public const string BusEndpoint = "bus";
    public const int BusPort = 16379;

    private const int Slots = 16384;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();

    // Under the lock.
    private readonly HashSet<RedisResource> _up = [];

    /// <summary>Gets the nodes, masters first.</summary>
    public List<RedisResource> Nodes { get; } = [];

    /// <summary>Takes a node that is up; the last one forms the cluster, and this then returns when all slots are served and every replica follows its master.</summary>
    public async Task JoinAsync(RedisResource node, CancellationToken stop)
    {
        lock (_lock)
        {
            if (!_up.Add(node) || _up.Count < Nodes.Count)
            {
                return;
            }
        }

        List<RedisTalk> talks = [];
        try
        {
            var secret = await password.GetValueAsync(stop).ConfigureAwait(false);
            foreach (var member in Nodes)
            {
                talks.Add(await RedisTalk.OpenAsync(member.PrimaryEndpoint.Host, member.PrimaryEndpoint.Port, secret!, stop).ConfigureAwait(false));
            }

            if (await HasAsync(talks[Nodes.IndexOf(node)], "CLUSTER INFO", "cluster_known_nodes:1\r", stop).ConfigureAwait(false))
            {
                await FormAsync(talks, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            talks.ForEach(talk => talk.Dispose());
        }
    }

    /// <summary>Takes note that a node has ended.</summary>
    public Task LeaveAsync(RedisResource node)
    {
        lock (_lock)
        {
            _up.Remove(node);
        }

        return Task.CompletedTask;
    }

    /// <summary>Gives the first and last slot of a master.</summary>
    internal static (int First, int Last) SlotsOf(int master, int masters) => (master * Slots / masters, ((master + 1) * Slots / masters) - 1);

    private async Task FormAsync(List<RedisTalk> talks, CancellationToken stop)
    {
        for (var i = 0; i < talks.Count; i++)
        {
            await talks[i].AskAsync(Command($"CLUSTER SET-CONFIG-EPOCH {i + 1}"), stop).ConfigureAwait(false);
            if (i < masters)
            {
                var (first, last) = SlotsOf(i, masters);
                await talks[i].AskAsync(Command($"CLUSTER ADDSLOTSRANGE {first} {last}"), stop).ConfigureAwait(false);
            }
        }

        // A handshake that takes longer than the nodes' timeout is given up, as if it had not been: whoever is missing is introduced again.
        while (!await KnowAllAsync(talks, stop).ConfigureAwait(false))
        {
            var known = (await talks[0].AskAsync("CLUSTER NODES", stop).ConfigureAwait(false)).Split('\n').Count(IsNode);
            for (var i = 1; i < talks.Count && known < talks.Count; i++)
            {
                var (address, bus) = (Nodes[i].PrimaryEndpoint, new EndpointReference(Nodes[i], BusEndpoint));
                await talks[0].AskAsync(Command($"CLUSTER MEET {address.Host} {address.Port} {bus.Port}"), stop).ConfigureAwait(false);
            }

            await Task.Delay(Interval, TimeProvider.System, stop).ConfigureAwait(false);
        }

        for (var i = masters; i < talks.Count; i++)
        {
            var master = await talks[i - masters].AskAsync("CLUSTER MYID", stop).ConfigureAwait(false);
            await talks[i].AskAsync($"CLUSTER REPLICATE {master}", stop).ConfigureAwait(false);
        }

        await UntilAllAsync(talks, "CLUSTER INFO", "cluster_state:ok", stop).ConfigureAwait(false);
        await UntilAllAsync(talks, "CLUSTER INFO", $"cluster_slots_ok:{Slots}\r", stop).ConfigureAwait(false);
        await UntilAllAsync(talks[masters..], "INFO replication", "master_link_status:up", stop).ConfigureAwait(false);

        // The others hear of a replica later than its master does, and would not elect one of which they have not heard.
        await UntilAllAsync(talks, "CLUSTER NODES", nodes => nodes.Split('\n').Count(IsReplica) == talks.Count - masters, stop).ConfigureAwait(false);
    }

    // One that is in a handshake is counted, but nobody listens to it yet.
    private static async Task<bool> KnowAllAsync(List<RedisTalk> talks, CancellationToken stop)
    {
        foreach (var talk in talks)
        {
            var nodes = await talk.AskAsync("CLUSTER NODES", stop).ConfigureAwait(false);
            if (nodes.Contains("handshake", StringComparison.Ordinal) || nodes.Split('\n').Count(IsNode) != talks.Count)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsReplica(string line) => line.Contains("slave", StringComparison.Ordinal);

    private static bool IsNode(string line) => line.Contains('@', StringComparison.Ordinal);

    private static Task UntilAllAsync(IEnumerable<RedisTalk> talks, string question, string text, CancellationToken stop) =>
        UntilAllAsync(talks, question, answer => answer.Contains(text, StringComparison.Ordinal), stop);

    private static async Task UntilAllAsync(IEnumerable<RedisTalk> talks, string question, Predicate<string> isRight, CancellationToken stop)
    {
        foreach (var talk in talks)
        {
            while (!isRight(await talk.AskAsync(question, stop).ConfigureAwait(false)))
            {
                await Task.Delay(Interval, TimeProvider.System, stop).ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> HasAsync(RedisTalk talk, string question, string text, CancellationToken stop) =>
        (await talk.AskAsync(question, stop).ConfigureAwait(false)).Contains(text, StringComparison.Ordinal);

    private static string Command(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
