using UpCoach.Scenarios.Tests.Running;

namespace UpCoach.Scenarios.Tests.Realtime;

/// <summary>Every realtime scenario passes on the reference API, over a real Redis and PostgreSQL.</summary>
[Trait("kind", "server")]
public sealed class RealtimeReferenceTests(ReferenceApi api) : IClassFixture<ReferenceApi>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scenarios_OnTheReferenceApi_LoseAndDoubleNothing()
    {
        var trial = await RealtimeTrial.RunAsync(
            api.Address, lab: null,
            ["websocket_connections", "websocket_broadcast", "websocket_delivery", "websocket_recovery", "sse_dashboards", "sse_consistency", "sse_reconnection_storm"],
            Stop);

        // How soon messages come is this machine's affair here.
        var failed = trial.FailedBut([.. RealtimeTrial.Speed, "realtime-ws-broadcast-latency", "realtime-ws-latency"]);
        Assert.True(failed.Length == 0 && trial.WithoutData.Count == 0 && trial.Errors.Count == 0, trial.ToString());
    }
}
