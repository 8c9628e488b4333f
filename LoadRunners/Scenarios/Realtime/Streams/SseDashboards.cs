using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Streams;

/// <summary>"Connect 200 dashboard clients simultaneously": all users open their stream at one moment and stay.</summary>
internal sealed class SseDashboards(VirtualUser user, RealtimeTools tools) : StreamScenario(user, tools)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stop)
    {
        await using var stream = Stream();
        var isOpen = await OpenAsync(stream, stop);
        if (isOpen) await ListenAsync(stream, Settings.Hold / 2, null, stop);
        var before = stream.Events;
        if (isOpen) await ListenAsync(stream, Settings.Hold, null, stop);
        // Whether a response goes on shows only in what comes.
        User.Rate(RealtimeMetrics.StreamsHeld.Name, before > 0 && stream.Events > before);
    }
}
