using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Realtime;

/// <summary>What a plan may say in the <c>env</c> of a realtime scenario. Durations are k6's; <c>--scale-time</c> changes <c>HOLD</c> and <c>PHASE</c>.</summary>
/// <param name="Settle"><c>SETTLE</c>: how long everybody has to connect before anything is published; 5 s by default.</param>
/// <param name="Hold"><c>HOLD</c>: how long an iteration lasts from its start, without its last wait for what is under way; 30 s by default.</param>
/// <param name="Every"><c>EVERY</c>: the pause between two messages of a publisher; 1 s by default.</param>
/// <param name="Phase"><c>PHASE</c>: how long each bad condition of a network lasts, or each level of a ramp; 5 s by default.</param>
/// <param name="Patience"><c>PATIENCE</c>: how long to wait for what is under way at the end; 15 s by default.</param>
/// <param name="Rounds"><c>ROUNDS</c>: how often all connections are cut; 3 by default.</param>
/// <param name="Step"><c>STEP</c>: by how many connections a ramp grows; 500 by default.</param>
/// <param name="Levels"><c>LEVELS</c>: how many levels a ramp has; 6 by default.</param>
/// <param name="People"><c>PEOPLE</c>: how many accounts the users of a process share; 50 by default.</param>
/// <param name="Replica"><c>REPLICA</c>: the resource to kill; <c>upcoach-2</c> by default.</param>
internal sealed record RealtimeSettings(
    TimeSpan Settle, TimeSpan Hold, TimeSpan Every, TimeSpan Phase, TimeSpan Patience, int Rounds, int Step, int Levels, int People, string Replica)
{
    /// <summary>Reads the settings; other names are left alone.</summary>
    /// <exception cref="ArgumentException">A value is not of its kind.</exception>
    public static RealtimeSettings Read(VirtualUser user)
    {
        var (env, scale) = (user.Env, user.TimeScale);
        return new(
            Duration(env, "SETTLE", 5), Duration(env, "HOLD", 30) * scale, Duration(env, "EVERY", 1), Duration(env, "PHASE", 5) * scale, Duration(env, "PATIENCE", 15),
            EnvNumber.Read(env, "ROUNDS", 3), EnvNumber.Read(env, "STEP", 500), EnvNumber.Read(env, "LEVELS", 6), EnvNumber.Read(env, "PEOPLE", 50), env.GetValueOrDefault("REPLICA", "upcoach-2"));
    }

    private static TimeSpan Duration(IReadOnlyDictionary<string, string> env, string name, int usualSeconds) =>
        !env.TryGetValue(name, out var text) ? TimeSpan.FromSeconds(usualSeconds)
            : DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero ? duration
            : throw new ArgumentException($"{name} is '{text}', but must be {DurationText.Allowed}.");
}
