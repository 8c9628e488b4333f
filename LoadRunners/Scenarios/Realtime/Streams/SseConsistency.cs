using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Streams;

/// <summary>
/// "Validate data consistency across all clients": every client recomputes each event's checksum, is compared with the other clients of its process, and at
/// the end asks the server for its record of what it was sent. All equal the record, so all equal each other, in whatever process they are.
/// </summary>
internal sealed class SseConsistency(VirtualUser user, RealtimeTools tools) : StreamScenario(user, tools)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stop)
    {
        var audit = new HistoryAudit();
        await using (var stream = Stream())
        {
            if (await OpenAsync(stream, stop)) await ListenAsync(stream, Settings.Hold, one => TakeLive(audit, one), stop);
        }

        if (audit.First is { } first) await CompareAsync(audit, first, stop);
        foreach (var isSame in audit.Verdicts()) User.Rate(RealtimeMetrics.Verified.Name, isSame);
    }

    private static void TakeLive(HistoryAudit audit, ServerEvent one)
    {
        if (AnalyticsEvent.TryRead(one.Data.Span, out var read)) audit.Live(read.Sequence, one.Hash, read.IsWhole);
    }

    private async Task CompareAsync(HistoryAudit audit, long first, CancellationToken stop)
    {
        await using var history = History(first - 1);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(Settings.Patience);
        try
        {
            if (!User.Check("stream: gives its record", await history.ConnectAsync(over.Token))) return;
            while (!audit.IsComplete && await history.ReceiveAsync(over.Token) is { } one)
            {
                if (one.Stamp is { } stamp) audit.Recorded(stamp.Sequence, one.Hash);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The record ends before what was sent: the verdicts say so.
        }
    }
}
