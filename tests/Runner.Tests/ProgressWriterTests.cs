using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Runner.Progress;

namespace UpCoach.Runner.Tests;

/// <summary>Plain lines, as a CI keeps them.</summary>
public sealed class ProgressWriterTests : IDisposable
{
    private readonly StringWriter _out = new();

    public void Dispose() => _out.Dispose();

    [Fact]
    public void ManyScenarios_OneRuns_OnlyThatOneIsListed()
    {
        var writer = new ProgressWriter(_out, ProgressMode.Sparse);
        writer.Write(Second(0), Members([Scenario("feed", ScenarioState.Running, 0.25), .. Waiting(54)]));
        Assert.Equal(
            [
                "running (01.0s), 2/2 VUs, 10 complete and 0 interrupted iterations, 0 req/s, p95 no data, no requests",
                "  feed [====>---------------  25% ] 2 VUs  05.0s/20s",
                "  54 waiting, 0 ended",
            ],
            Lines());
    }

    [Fact]
    public void ScenarioThatEnds_IsToldOnce_AlsoBetweenTwoPrints()
    {
        var writer = new ProgressWriter(_out, ProgressMode.Sparse);
        writer.Write(Second(0), Members(Scenario("feed", ScenarioState.Running, 0.5), Scenario("x", ScenarioState.Waiting)));
        for (var second = 1; second < 40; second++)
        {
            writer.Write(Second(second), Members(Scenario("feed", ScenarioState.Done, 1), Scenario("x", second < 30 ? ScenarioState.Stopping : ScenarioState.Done, 1)));
        }

        writer.Finish();

        Assert.Equal(
            [
                "  feed [=========>----------  50% ] 2 VUs  10.0s/20s", "  1 waiting, 0 ended",
                "  feed [==================== 100% ] ended: 10 complete, 0 interrupted, 1 dropped iterations",
                "  x    [==================== 100% ] 2 VUs  20.0s/20s", "  0 waiting, 1 ended",
                "  x [==================== 100% ] 2 VUs  20.0s/20s", "  0 waiting, 1 ended",
                "  x [==================== 100% ] ended: 10 complete, 0 interrupted, 1 dropped iterations", "  0 waiting, 2 ended",
                "  0 waiting, 2 ended",
            ],
            Lines().Where(line => line[0] == ' '));
    }

    [Fact]
    public void SmokeOfFiftyFiveScenarios_TakesALineOrTwoEach_NotAllOfThemEachTime()
    {
        // Each runs for 5 s, one after the other: 28 prints, in which each scenario runs, ends, or both.
        var writer = new ProgressWriter(_out, ProgressMode.Sparse);
        for (var second = 0; second < 275; second++)
        {
            writer.Write(Second(second), Members([.. Enumerable.Range(0, 55).Select(n => Scenario($"s{n}", second / 5 < n ? ScenarioState.Waiting : second / 5 == n ? ScenarioState.Running : ScenarioState.Done))]));
        }

        writer.Finish();
        Assert.InRange(Lines().Length, 55, 150);
    }

    [Fact]
    public void ScenarioOfTwoAgents_EndsWithTheLast()
    {
        var writer = new ProgressWriter(_out, ProgressMode.EachSecond);
        writer.Write(Second(0), [.. Members(Scenario("feed", ScenarioState.Done, 1)), .. Members(Scenario("feed", ScenarioState.Running, 0.5))]);
        writer.Write(Second(1), [.. Members(Scenario("feed", ScenarioState.Done, 1)), .. Members(Scenario("feed", ScenarioState.Done, 1))]);
        Assert.Equal(
            [
                "  feed [==============>-----  75% ] 2 VUs  20.0s/20s",
                "  feed [==================== 100% ] ended: 20 complete, 0 interrupted, 2 dropped iterations", "  0 waiting, 1 ended",
            ],
            Lines().Where(line => line[0] == ' '));
    }

    private static IEnumerable<ScenarioProgress> Waiting(int count) => Enumerable.Range(0, count).Select(n => Scenario($"later-{n}", ScenarioState.Waiting));

    private static IntervalSnapshot Second(int number) => new(TimeSpan.FromSeconds(number), TimeSpan.FromSeconds(1), 2, []);

    private static IReadOnlyList<LoadProgress> Members(params ScenarioProgress[] scenarios) => [new LoadProgress(TimeSpan.Zero, TimeSpan.Zero, scenarios)];

    private static ScenarioProgress Scenario(string name, ScenarioState state, double fraction = 0) => new()
    {
        Name = name,
        Executor = "constant-vus",
        State = state,
        Vus = state is ScenarioState.Running or ScenarioState.Stopping ? 2 : 0,
        VusMax = state == ScenarioState.Waiting ? 0 : 2,
        Complete = state == ScenarioState.Waiting ? 0 : 10,
        Interrupted = 0,
        Dropped = state == ScenarioState.Done ? 1 : 0,
        Elapsed = TimeSpan.FromSeconds(20) * fraction,
        RegularDuration = TimeSpan.FromSeconds(20),
        Fraction = fraction,
    };

    private string[] Lines() => _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
