using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Realtime.Hub;

namespace UpCoach.LoadRunners.Scenarios.Realtime;

/// <summary>What the realtime scenarios of a process share.</summary>
internal sealed class RealtimeTools(ScenarioTools tools)
{
    private readonly ConcurrentDictionary<string, ServerClock> _clocks = new();
    private readonly ConcurrentDictionary<string, ConnectionLadder> _ladders = new();

    /// <summary>Gets the HTTP client under the event streams.</summary>
    public EventStreamTransport Streams { get; } = new();

    /// <summary>Gets where the events of all streams are compared: they are the same for everybody.</summary>
    public ConsistencyLedger Ledger { get; } = new();

    /// <summary>Gets who the connections belong to.</summary>
    public SharedAccounts People { get; } = new();

    /// <summary>Gets the services besides the target.</summary>
    public LabServices Lab => tools.Lab;

    /// <summary>Makes a user's client of the API.</summary>
    public UpCoachClient Client(VirtualUser user) => tools.Client(user);

    /// <summary>Gives what is known of a server's clock.</summary>
    public ServerClock ClockOf(VirtualUser user) => _clocks.GetOrAdd(user.Target.Authority, static (_, clock) => new ServerClock(clock), user.Clock);

    /// <summary>Gives what the users of a scenario in this process see of its ramp.</summary>
    public ConnectionLadder LadderOf(VirtualUser user) => _ladders.GetOrAdd(user.Scenario, static _ => new ConnectionLadder());
}
