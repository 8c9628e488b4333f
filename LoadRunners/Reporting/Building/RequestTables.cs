using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>The tables of requests: the whole run, a scenario, a request name.</summary>
internal sealed class RequestTables(RunRecord record)
{
    private readonly MetricStore _store = record.Store;

    public RequestRow Overall() => Row("all requests", TagSelector.All, record.Iterations.Values.Sum(count => count.Dropped));

    public IReadOnlyList<ScenarioRow> Scenarios() =>
    [
        .. record.Plan.Scenarios.Select(scenario =>
        {
            var count = record.Iterations.GetValueOrDefault(scenario.Name, IterationCount.None);
            var only = TagSelector.Of(TagNames.Scenario, scenario.Name);
            return new ScenarioRow(scenario.Name, scenario.Executor, scenario.Describe(), count.Complete, count.Interrupted,
                _store.Query(BuiltInMetrics.Vus.Name, only).Max.OrNoData(), Row(scenario.Name, only, count.Dropped));
        }),
    ];

    public IReadOnlyList<RequestRow> Endpoints() =>
    [
        .. _store.TagValues(BuiltInMetrics.HttpReqs.Name, TagNames.Name)
            .Select(name =>
            {
                var only = TagSelector.Of(TagNames.Name, name);
                var senders = _store.TagValues(BuiltInMetrics.HttpReqs.Name, TagNames.Scenario, only);
                return Row(name, only, senders.Sum(sender => record.Iterations.GetValueOrDefault(sender, IterationCount.None).Dropped));
            })
            .OrderByDescending(row => row.Requests)
            .ThenBy(row => row.Name, StringComparer.Ordinal),
    ];

    private RequestRow Row(string name, TagSelector only, long dropped)
    {
        var requests = (long)_store.Query(BuiltInMetrics.HttpReqs.Name, only).Sum;
        return new RequestRow(
            name,
            requests,
            _store.Elapsed > TimeSpan.Zero ? requests / _store.Elapsed.TotalSeconds : 0,
            _store.Query(BuiltInMetrics.HttpReqFailed.Name, only).Passes,
            Latency(_store.Query(BuiltInMetrics.HttpReqDuration.Name, only)),
            Latency(_store.Query(BuiltInMetrics.HttpReqResponseTime.Name, only)),
            _store.Query(BuiltInMetrics.HttpReqWaiting.Name, only).Percentile(90).OrNoData(),
            dropped);
    }

    private static LatencyRow Latency(MetricSummary summary) => summary.IsEmpty
        ? LatencyRow.NoData
        : new LatencyRow(summary.Count, summary.Mean.OrNoData(), summary.Min.OrNoData(), summary.Percentile(50).OrNoData(),
            summary.Percentile(90).OrNoData(), summary.Percentile(95).OrNoData(), summary.Percentile(99).OrNoData(), summary.Max.OrNoData());
}
