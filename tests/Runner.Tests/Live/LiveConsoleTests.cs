using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Runner.Progress.Live;

namespace UpCoach.Runner.Tests.Live;

/// <summary>Frames of a run of two scenarios, read as text.</summary>
public sealed class LiveConsoleTests
{
    private static readonly LoadPlan Plan = PlanReader.Read(
        """
        {"name": "night [shift]", "scenarios": {"browse": {"executor": "constant-vus", "vus": 4, "duration": "20s"},
         "orders": {"executor": "constant-arrival-rate", "rate": 5, "duration": "10s", "preAllocatedVUs": 2, "startTime": "10s"}},
         "thresholds": {"http_req_duration": ["p(95)<500", "p(95)<52", "p(95)<40"], "http_req_duration{name:gone}": ["p(95)<9"]}}
        """).Plan!;

    private readonly MetricStore _store = new();
    private readonly FakeTerminal _terminal = new(110, 40);
    private readonly LiveConsole _console;

    public LiveConsoleTests() => _console = new LiveConsole(
        _terminal.Console, new LiveModel(Plan, "http://127.0.0.1:5000/"), () => new ThresholdEvaluator(Plan.Thresholds).Evaluate(_store), () => new LoadControlState(true, 3, 9));

    [Fact]
    public void BeforeTheFirstSecond_Shown_SaysWhatIsLoadedAndThatItPrepares()
    {
        var frame = _terminal.Take();
        Assert.Contains("night [shift]", frame, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:5000/", frame, StringComparison.Ordinal);
        Assert.Contains("preparing", frame, StringComparison.Ordinal);
        Assert.Contains("starts at 00:10", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_Shown_HasProgressRatesErrorsAndDrops()
    {
        Second(0);
        Assert.Contains("00:01 of 00:20, 00:19 left", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("25 %  3 users  7 iterations/s", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 10 requests", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("3 iterations", _terminal.Output, StringComparison.Ordinal);
        Assert.Contains("p pause   r resume   + more users   - fewer users   paused at 3 of 9", _terminal.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "green")]
    [InlineData(1, "yellow")]
    [InlineData(2, "red")]
    [InlineData(3, "grey")]
    public void Threshold_WhileRunning_HasTheColourOfItsMargin(int threshold, string colour)
    {
        Second(0);
        Assert.Equal(colour, ThresholdTone.Of(new ThresholdEvaluator(Plan.Thresholds).Evaluate(_store)[threshold]));
    }

    [Fact]
    public void ManyScenarios_Shown_AreThoseThatRunAndLeaveRoomForThresholds()
    {
        var names = Enumerable.Range(0, 55).Select(n => $"s{n}").ToList();
        var plan = PlanReader.Read($$"""
            {"scenarios": { {{string.Join(", ", names.Select(name => $$"""
            "{{name}}": {"executor": "constant-vus", "vus": 4, "duration": "20s"}
            """))}} }, "thresholds": {"http_req_duration": ["p(95)<500"]} }
            """).Plan!;
        var model = new LiveModel(plan, "");
        model.Take(Interval(0), [new LoadProgress(TimeSpan.Zero, TimeSpan.Zero,
            [.. names.Select((name, n) => Progress(name, n < 20 ? ScenarioState.Done : n < 23 ? ScenarioState.Running : ScenarioState.Waiting))])], []);
        new LiveBlock(_terminal.Console).Draw(LiveFrame.Of(model, 110, null));
        var frame = _terminal.Take();
        Assert.Equal(["s20", "s21", "s22"], names.Where(name => frame.Contains($" {name} ", StringComparison.Ordinal)));
        Assert.Contains("32 waiting, 20 ended", frame, StringComparison.Ordinal);
        Assert.Contains("p(95)<500", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void Unit_OfAServerMetric_IsNoMarkup()
    {
        var plan = PlanReader.Read(
            """
            {"scenarios": {"browse": {"executor": "constant-vus", "vus": 4, "duration": "20s"}},
             "serverMetrics": {"pool": {"query": "x", "unit": "[MiB]"}}, "thresholds": {"pool": ["max<50"]}}
            """).Plan!;
        var model = new LiveModel(plan, "");
        model.Take(Interval(0), [], [new ThresholdResult(plan.Thresholds[0], 42, Verdict.Passed, 1)]);
        new LiveBlock(_terminal.Console).Draw(LiveFrame.Of(model, 110, null));
        Assert.Contains("42 [MiB]", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LongerThanAMinute_KeepsAMinute()
    {
        var model = new LiveModel(Plan, "");
        for (var second = 0; second < 100; second++)
        {
            model.Take(Interval(second), [], []);
        }

        Assert.Equal(LiveModel.Window, model.Seconds.Count);
        Assert.Equal(1000, model.Requests);
    }

    [Fact]
    public void Finished_Block_IsTakenAway()
    {
        _terminal.Take();
        _console.Finish();
        Assert.EndsWith("\u001b[J", _terminal.Take(), StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorLine_WhileShown_StandsAboveTheView()
    {
        using var errors = new LiveErrors(TextWriter.Null);
        errors.Above(_console);
        _terminal.Take();
        errors.WriteLine("agent 7: disk full");
        var (cleared, drawn) = (_terminal.Take(), "night");
        Assert.StartsWith("\r\u001b[", cleared, StringComparison.Ordinal);
        Assert.True(cleared.IndexOf("\u001b[J", StringComparison.Ordinal) < cleared.IndexOf(drawn, StringComparison.Ordinal), cleared);
    }

    [Fact]
    public void ErrorLine_AfterTheEnd_DrawsNothingAgain()
    {
        using var errors = new LiveErrors(TextWriter.Null);
        errors.Above(_console);
        _console.Finish();
        _terminal.Take();
        errors.WriteLine("late");
        Assert.Equal("", _terminal.Take());
    }

    private void Second(int start)
    {
        _store.Add(Interval(start));
        _terminal.Take();
        _console.Write(Interval(start), [new LoadProgress(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20),
            [Progress("browse", ScenarioState.Running)])]);
    }

    private static ScenarioProgress Progress(string name, ScenarioState state) => new()
    {
        Name = name,
        Executor = "constant-vus",
        State = state,
        Vus = 3,
        VusMax = 4,
        Complete = 7,
        Interrupted = 0,
        Dropped = 0,
        Elapsed = TimeSpan.FromSeconds(1),
        RegularDuration = TimeSpan.FromSeconds(20),
        Fraction = 0.25,
    };

    private static IntervalSnapshot Interval(int start)
    {
        var latency = new Histogram();
        for (var request = 0; request < 10; request++)
        {
            latency.Record(50_000);
        }

        var tags = TagSet.Of("scenario", "browse");
        return new IntervalSnapshot(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(1), 3,
        [
            new CounterSnapshot("http_reqs", tags, 10), new CounterSnapshot("iterations", tags, 7), new CounterSnapshot("dropped_iterations", tags, 3),
            new RateSnapshot("http_req_failed", tags, 2, 10), new TrendSnapshot("http_req_duration", tags, HistogramSnapshot.Of(latency)),
        ]);
    }
}
