using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Runner.Progress;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>Puts a made-up second through all that a second of the run goes through, and shows and keeps nothing of it.</summary>
/// <remarks>
/// The first second of a run is merged, logged, judged and printed by code that nobody has called before. Where the generator has one core,
/// compiling it held up the arrivals of the second after by up to 82 ms.
/// </remarks>
internal static class Rehearsal
{
    public static void Run(LoadPlan plan, IReadOnlyList<IRunMember> members, LoadSessionOptions options)
    {
        var scratch = Directory.CreateTempSubdirectory("rehearsal-").FullName;
        try
        {
            var progress = new ProgressWriter(TextWriter.Null, ProgressMode.EachSecond);
            using var logs = new HdrLogs(scratch, plan.Scenarios.Select(scenario => scenario.Name));
            logs.Begin(options.Clock.GetUtcNow());
            using var session = new LoadSession(plan, members, options with
            {
                OnStart = static _ => { },
                OnEnd = static () => Task.CompletedTask,
                OnSecond = (whole, where) =>
                {
                    logs.Append(whole);
                    progress.Write(whole, where);
                },
            });
            var second = Second(plan);
            foreach (var member in members)
            {
                session.Interval(member, second);
            }

            _ = session.Judge();
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static IntervalSnapshot Second(LoadPlan plan)
    {
        var recorder = new MetricRecorder();
        foreach (var scenario in plan.Scenarios)
        {
            var tags = scenario.Tags.With(TagNames.Scenario, scenario.Name);
            foreach (var metric in BuiltInMetrics.All)
            {
                var series = recorder.Series.Find(metric, tags);
                switch (metric.Kind)
                {
                    case MetricKind.Trend:
                        recorder.Trend(series, 1000);
                        break;
                    case MetricKind.Rate:
                        recorder.Rate(series, true);
                        break;
                    case MetricKind.Counter:
                        recorder.Count(series);
                        break;
                    default:
                        recorder.Gauge(series, 1);
                        break;
                }
            }
        }

        return recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1);
    }
}
