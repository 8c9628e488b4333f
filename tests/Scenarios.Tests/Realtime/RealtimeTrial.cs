using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Realtime;

/// <summary>Runs scenarios of the plan <c>realtime</c> on a small scale through the engine, and judges its targets.</summary>
internal static class RealtimeTrial
{
    private const int Users = 8;

    /// <summary>What this machine's speed decides: it counts only where a fault is about it.</summary>
    public static readonly string[] Speed =
    [
        "realtime-sse-connect-time", "realtime-sse-storm-recovery-time", "realtime-ws-connect-time", "realtime-ws-killed-recovery-time", "realtime-ws-killed-restored",
        "realtime-ws-receipt", "realtime-ws-recovery-time",
    ];

    /// <summary>Runs scenarios, all at once.</summary>
    /// <param name="target">The server.</param>
    /// <param name="lab">What the environment knows; null for nothing.</param>
    /// <param name="scenarios">Keys of the plan.</param>
    /// <param name="stop">The test's token.</param>
    /// <param name="clock">The clock; null for the machine's.</param>
    public static Task<Judgement> RunAsync(Uri target, LabServices? lab, IEnumerable<string> scenarios, CancellationToken stop, TimeProvider? clock = null) =>
        Judgement.RunAsync(target, ScenariosOf([.. scenarios]), lab, stop, clock);

    private static string ScenariosOf(string[] scenarios)
    {
        var all = Repository.Parsed("realtime")["scenarios"]!.AsObject();
        foreach (var other in all.Select(one => one.Key).Except(scenarios).ToList()) all.Remove(other);
        foreach (var (name, scenario) in all)
        {
            scenario!["vus"] = Users;
            scenario["startTime"] = "0s";
            scenario["maxDuration"] = "120s";
            scenario["env"] = JsonNode.Parse("""{"SETTLE": "2s", "HOLD": "5s", "EVERY": "100ms", "PHASE": "1s", "PATIENCE": "20s", "ROUNDS": "2", "PEOPLE": "4"}""");
            // Clients try again after up to 3 s: all are back before the last message.
            if (name == "websocket_replica_killed") scenario["env"]!["PHASE"] = "2s";
            // One level, of which the second half counts.
            if (name == "websocket_ramp") (scenario["env"]!["LEVELS"], scenario["env"]!["PHASE"]) = ("1", "6s");
        }

        return all.ToJsonString();
    }
}
