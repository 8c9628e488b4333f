using System.Diagnostics.Metrics;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Analytics;

/// <summary>Counts events by what became of them: <c>upcoach_analytics_events_total{result="accepted|refused|written|lost"}</c>.</summary>
internal sealed class AnalyticsMetrics
{
    private readonly Counter<long> events;
    private readonly Histogram<double> refreshes;

    public AnalyticsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ApiMetrics.MeterName);
        events = meter.CreateCounter<long>("upcoach.analytics.events", description: "Events of users, by what became of them.");
        refreshes = meter.CreateHistogram<double>("upcoach.analytics.refresh", "s", "How long it took to compute the materialised figures anew.");
    }

    public void Accepted() => Count("accepted", 1);

    public void Refused(int count) => Count("refused", count);

    public void Written(int count) => Count("written", count);

    public void Lost(int count) => Count("lost", count);

    public void Refreshed(TimeSpan took) => refreshes.Record(took.TotalSeconds);

    private void Count(string result, int count) => events.Add(count, new KeyValuePair<string, object?>("result", result));
}
