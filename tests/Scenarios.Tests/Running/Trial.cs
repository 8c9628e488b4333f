using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;

namespace UpCoach.Scenarios.Tests.Running;

/// <summary>What came of running a scenario: the outcomes of its checks, by name.</summary>
internal sealed class Trial
{
    private readonly Dictionary<string, RateSnapshot> _checks;
    private readonly Dictionary<string, RateSnapshot> _failed;

    private Trial(IntervalSnapshot interval)
    {
        _checks = ByTag(interval, "checks", TagNames.Check);
        _failed = ByTag(interval, "http_req_failed", TagNames.Name);
    }

    /// <summary>Gets the names of the checks that failed at least once.</summary>
    public IReadOnlyList<string> FailedChecks => [.. _checks.Where(check => check.Value.Passes < check.Value.Total).Select(check => check.Key).Order(StringComparer.Ordinal)];

    /// <summary>Gets the names of all checks.</summary>
    public IReadOnlyList<string> Checks => [.. _checks.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Gets the operations that were asked for.</summary>
    public IReadOnlyList<string> Operations => [.. _failed.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Gets how many requests were sent.</summary>
    public long Requests => _failed.Values.Sum(operation => operation.Total);

    /// <summary>Gets how many of them failed.</summary>
    public long FailedRequests => _failed.Values.Sum(operation => operation.Passes);

    /// <summary>Runs iterations of several users, all users at once, without think time.</summary>
    public static async Task<Trial> RunAsync(Uri target, string scenario, int users, int iterations, CancellationToken stop, params (string Name, string Value)[] env)
    {
        var recorder = new MetricRecorder();
        using var transport = new HttpTransport();
        var definition = UpCoachScenarios.Catalog(transport).TryFind(scenario, out var found) ? found : throw new ArgumentException(scenario);
        await Task.WhenAll(Enumerable.Range(1, users).Select(async number =>
        {
            var user = new VirtualUser(new VirtualUserOptions
            {
                Scenario = scenario,
                Number = number,
                Target = target,
                Recorder = recorder,
                Env = env.Append(("THINK", "0")).ToDictionary(pair => pair.Item1, pair => pair.Item2),
            });
            var instance = definition.Create(user);
            if (instance is IPreparedScenario prepared) await prepared.PrepareAsync(stop);
            for (var n = 0; n < iterations; n++) await instance.RunIterationAsync(stop);
            if (instance is IAsyncDisposable disposable) await disposable.DisposeAsync();
        }));
        return new Trial(recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), users));
    }

    private static Dictionary<string, RateSnapshot> ByTag(IntervalSnapshot interval, string metric, string tag)
    {
        Dictionary<string, RateSnapshot> found = new(StringComparer.Ordinal);
        foreach (var rate in interval.Series.OfType<RateSnapshot>().Where(series => series.Metric == metric))
        {
            var name = rate.Tags.TryGet(tag, out var value) ? value : "";
            found[name] = found.TryGetValue(name, out var other) ? rate with { Passes = rate.Passes + other.Passes, Total = rate.Total + other.Total } : rate;
        }

        return found;
    }
}
