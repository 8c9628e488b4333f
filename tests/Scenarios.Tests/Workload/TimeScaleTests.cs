using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Realtime;
using UpCoach.LoadRunners.Scenarios.Uploads;
using UpCoach.LoadRunners.Scenarios.Workload;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Workload;

/// <summary><c>--scale-time</c> reaches what an iteration does for a time, and leaves the pauses of people alone.</summary>
public sealed class TimeScaleTests
{
    [Fact]
    public async Task Plan_ScaledTime_HoldsShorterAndThinksAsLong()
    {
        List<(TimeSpan Hold, TimeSpan Ramp, TimeSpan Think)> seen = [];
        var catalog = new ScenarioCatalog([new ScenarioDefinition("hold", "reads its settings", user => new Held(user, seen))]);
        var read = PlanReader.Read(
            """{ "scenarios": { "hold": { "executor": "per-vu-iterations", "maxDuration": "10s", "env": { "HOLD": "60s", "THINK": "2s" } } } }""", catalog, new PlanOverrides(ScaleTime: 0.25));

        var run = await EngineRun.RunAsync(read.Plan!, catalog, new Uri("http://127.0.0.1:1"), TestContext.Current.CancellationToken);

        Assert.Empty(run.Errors);
        Assert.Equal((15, 2.5, 2), Assert.Single(seen.Select(one => (one.Hold.TotalSeconds, one.Ramp.TotalSeconds, one.Think.TotalSeconds))));
    }

    [Fact]
    public void Settings_ScaledTime_OnlyLengthsChange()
    {
        var user = User(("HOLD", "20s"), ("PHASE", "4s"), ("SETTLE", "3s"), ("EVERY", "500ms"));
        var realtime = RealtimeSettings.Read(user);
        Assert.Equal((10, 2, 3, 0.5, 15), (realtime.Hold.TotalSeconds, realtime.Phase.TotalSeconds, realtime.Settle.TotalSeconds, realtime.Every.TotalSeconds, realtime.Patience.TotalSeconds));
        Assert.Equal((500, 30), (UploadSettings.Read(User(("PHASE", "1000")).Env, 0.5).Phase.TotalMilliseconds, EnvNumber.ReadLength(user, "SECONDS", 60).TotalSeconds));
    }

    private static VirtualUser User(params (string Name, string Value)[] env) => new(new VirtualUserOptions
    {
        Scenario = "s",
        Number = 1,
        Target = new Uri("http://127.0.0.1:1"),
        Recorder = new MetricRecorder(),
        Env = env.ToDictionary(pair => pair.Name, pair => pair.Value),
        TimeScale = 0.5,
    });

    private sealed class Held(VirtualUser user, List<(TimeSpan Hold, TimeSpan Ramp, TimeSpan Think)> seen) : IScenario
    {
        public ValueTask RunIterationAsync(CancellationToken stop)
        {
            seen.Add((EnvNumber.ReadLength(user, "HOLD", TimeSpan.Zero), EnvNumber.ReadLength(user, "RAMP", TimeSpan.FromSeconds(10)), ScenarioSettings.Read(user.Env).Think));
            return ValueTask.CompletedTask;
        }
    }
}
