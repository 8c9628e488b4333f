using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>
/// Kills a part of the network while a client goes on, and starts it again: how long had the client no answer, and did any of its requests fail for good?
/// </summary>
/// <param name="user">Who does it.</param>
/// <param name="client">The client that goes on.</param>
/// <param name="lab">Where the part is killed and started.</param>
/// <param name="target">What is killed, and by what requests its loss would show.</param>
internal sealed class Failover(VirtualUser user, EdgeClient client, LabServices lab, IFailoverTarget target) : IScenario, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Repair = TimeSpan.FromSeconds(90);

    private readonly TimeSpan _length = EnvNumber.ReadLength(user, "SECONDS", 10);
    private long _asked;

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (!user.Check("failover: nodes are known", await client.DiscoverAsync(stop)) || !await target.PrepareAsync(client, stop)) return;
        using var control = lab.OpenControl();
        var meter = new OutageMeter(user.Clock);
        await AskAsync(meter, Task.Delay(_length / 5, user.Clock, stop), stop);
        var victim = target.VictimOf(client);
        try
        {
            var killed = control.KillAsync(victim, stop);
            await AskAsync(meter, Task.WhenAll(killed, Task.Delay(_length * 4 / 5, user.Clock, stop)), stop);
            await killed;
            user.Trend(CdnMetrics.Outage.Name, meter.End().TotalMilliseconds);
        }
        finally
        {
            await RestoreAsync(control, victim);
        }

        await AskAsync(meter, Task.Delay(_length / 5, user.Clock, stop), stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();

    // Also when the run is stopped: whoever comes next finds the network whole.
    private async Task RestoreAsync(LabControl control, string victim)
    {
        using var late = new CancellationTokenSource(Repair, user.Clock);
        var begin = user.Clock.GetTimestamp();
        await control.StartAsync(victim, late.Token);
        user.Trend(CdnMetrics.Restored.Name, user.Clock.GetElapsedTime(begin).TotalMilliseconds);
    }

    private async Task AskAsync(OutageMeter meter, Task until, CancellationToken stop)
    {
        while (!until.IsCompleted)
        {
            var answer = await client.GetAsync(target.PathOf(_asked++), "GET (failover)", stop);
            if (user.Check("failover: some node answers", answer.Http.Status == 200)) meter.Succeeded();
            await user.ThinkAsync(Pause, stop);
        }

        await until;
    }
}
