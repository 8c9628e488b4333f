using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Streams;

/// <summary>"Stream analytics data every 1 second": every second has its event, and it comes at once.</summary>
internal sealed class SseAnalytics(VirtualUser user, RealtimeTools tools) : StreamScenario(user, tools)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stop)
    {
        var seconds = new SecondAudit(isRight => User.Rate(RealtimeMetrics.Seconds.Name, isRight));
        await using var stream = Stream();
        if (!await OpenAsync(stream, stop)) return;
        var begin = User.Clock.GetUtcNow();
        await ListenAsync(stream, Settings.Hold, one => Take(seconds, one), stop);
        seconds.Complete(User.Clock.GetUtcNow() - begin);
    }

    private void Take(SecondAudit seconds, ServerEvent one)
    {
        if (User.Check("stream: the event has the promised shape", AnalyticsEvent.TryRead(one.Data.Span, out var read))) seconds.Note(read.Second);
    }
}
