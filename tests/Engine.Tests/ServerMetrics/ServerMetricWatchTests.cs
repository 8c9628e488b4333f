using Microsoft.Extensions.Time.Testing;
using UpCoach.LoadRunners.Engine.ServerMetrics;

namespace UpCoach.Engine.Tests.ServerMetrics;

public sealed class ServerMetricWatchTests
{
    [Fact]
    public async Task Watch_WhileARunLasts_AsksInSteadySteps()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var clock = new FakeTimeProvider();
        var source = new Counting();
        var watch = new ServerMetricWatch([new ServerMetric("pool", "x", ""), new ServerMetric("gone", "y", "")], source);
        using var stop = new CancellationTokenSource();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var watching = watch.RunAsync(clock, stop.Token);
        for (var i = 1; i <= 3; i++)
        {
            clock.Advance(ServerMetricWatch.Interval);
            while (watch.Samples["pool"].Count < i)
            {
                deadline.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        await stop.CancelAsync();
        await watching;
        await watch.AskAsync(TestContext.Current.CancellationToken);
        Assert.Equal((4, 4.0, 1.0, 0), (watch.Samples["pool"].Count, watch.Samples["pool"].Last, watch.Samples["pool"].Min, watch.Samples["gone"].Count));
    }

    private sealed class Counting : IServerMetricSource
    {
        private int _asked;

        public ValueTask<double?> ReadAsync(ServerMetric metric, CancellationToken stop) =>
            ValueTask.FromResult<double?>(metric.Name == "pool" ? ++_asked : null);
    }
}
