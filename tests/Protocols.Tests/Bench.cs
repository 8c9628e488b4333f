using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.Protocols.Tests;

/// <summary>One virtual user and what it recorded.</summary>
internal sealed class Bench(Uri target, TimeProvider? clock = null, HttpPlanOptions? http = null)
{
    private readonly MetricStore _store = new();

    public VirtualUser User { get; } = new(new VirtualUserOptions
    {
        Scenario = "test",
        Number = 1,
        Target = target,
        Recorder = new MetricRecorder(),
        Clock = clock ?? TimeProvider.System,
        Http = http ?? HttpPlanOptions.Default,
    });

    public MetricStore Recorded()
    {
        _store.Add(User.Recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1));
        return _store;
    }

    /// <summary>What a counter counted; 0 if it says nothing.</summary>
    public double Sum(string metric) => Recorded().Query(metric).Sum;

    /// <summary>How many samples a trend or rate has.</summary>
    public long Count(string metric) => Recorded().Query(metric).Count;
}
