using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.MockUpCoach.Tests.Realtime;

/// <summary>A virtual user of the load engine and what it recorded: the clients under test are those that load the platform.</summary>
internal sealed class Watch(Uri target)
{
    private readonly MetricStore store = new();

    public VirtualUser User { get; } = new(new VirtualUserOptions
    {
        Scenario = "realtime", Number = 1, Target = target, Recorder = new MetricRecorder(), Clock = TimeProvider.System,
    });

    /// <summary>What a counter counted; 0 if it says nothing.</summary>
    public double Sum(string metric)
    {
        store.Add(User.Recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1));
        return store.Query(metric).Sum;
    }

    /// <summary>Fails if a message was lost, doubled or out of order.</summary>
    public void SawEachOnce() =>
        Assert.Equal((0, 0, 0), (Sum("messages_lost"), Sum("messages_duplicated"), Sum("messages_reordered")));
}
