using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.NetworkConditions;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.LoadRunners.Scenarios.Client;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Streams;

/// <summary>
/// "Test SSE reconnection under load": again and again all dashboards lose their connection at one moment, come back, load their figures anew as a browser's
/// page does, and go on where they were. Nothing may be lost or come twice.
/// </summary>
internal sealed class SseReconnectionStorm(VirtualUser user, RealtimeTools tools) : StreamScenario(user, tools)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stop)
    {
        await using var network = ShapingProxy.Start(User.Target, User.Random.Next(), stop);
        var companion = Companion();
        await using var api = Tools.Client(companion);
        api.AccessToken = Token;
        await using var stream = Stream(network.Through(User.Target));
        if (!await OpenAsync(stream, stop)) return;
        await ListenAsync(stream, Settings.Settle, null, stop);
        for (var round = 1; round <= Settings.Rounds; round++)
        {
            network.ResetConnections();
            await Task.WhenAll(LoadAsync(companion, api, stop), ListenAsync(stream, Settings.Settle + Settings.Phase * round, null, stop));
        }

        User.Check("stream: goes on after the storm", await GoesOnAsync(stream, stop));
    }

    private static async Task LoadAsync(VirtualUser companion, UpCoachClient api, CancellationToken stop)
    {
        companion.Due = companion.Clock.GetTimestamp();
        var answer = await api.DashboardAsync(stop);
        answer.Succeeded(companion, out _);
    }

    private async Task<bool> GoesOnAsync(EventStreamSession stream, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(Settings.Patience);
        try
        {
            return await stream.ReceiveAsync(over.Token) is not null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
