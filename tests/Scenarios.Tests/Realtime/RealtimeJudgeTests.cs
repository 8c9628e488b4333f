using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Realtime;

/// <summary>A target that can't fail judges nothing: each fault of a server makes exactly the targets fail that are about it.</summary>
[Trait("kind", "server")]
public sealed class RealtimeJudgeTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly string[] Everything =
    [
        "websocket_connections", "websocket_broadcast", "websocket_delivery", "websocket_recovery", "websocket_ramp",
        "sse_dashboards", "sse_analytics", "sse_consistency", "sse_reconnection_storm",
    ];

    [Fact]
    public async Task Targets_SoundServer_AllHaveDataAndNoneFails()
    {
        var trial = await RunAsync(PushFault.None, Everything);

        Assert.True(trial.FailedBut(RealtimeTrial.Speed).Length == 0 && trial.WithoutData.Count == 0 && trial.Errors.Count == 0, trial.ToString());
        Assert.Equal(0, trial.Metrics.Query("checks").Fails);
    }

    [Theory]
    [Fails("realtime-sse-latency realtime-ws-broadcast-latency realtime-ws-capacity realtime-ws-latency", nameof(PushFault.Slow), "websocket_broadcast websocket_delivery websocket_ramp sse_analytics")]
    [Fails("realtime-sse-every-second realtime-sse-lost realtime-sse-verified realtime-ws-broadcast-delivered realtime-ws-broadcast-lost realtime-ws-delivery-delivered realtime-ws-delivery-lost", nameof(PushFault.Lossy), "websocket_broadcast websocket_delivery sse_analytics sse_consistency")]
    [Fails("realtime-sse-every-second realtime-sse-storm-doubled realtime-ws-broadcast-delivered realtime-ws-broadcast-doubled", nameof(PushFault.Doubling), "websocket_broadcast sse_analytics sse_consistency sse_reconnection_storm")]
    [Fails("realtime-sse-verified realtime-ws-broadcast-delivered", nameof(PushFault.Damaging), "websocket_broadcast sse_analytics sse_consistency")]
    [Fails("realtime-sse-storm-lost realtime-ws-recovery-delivered realtime-ws-recovery-lost", nameof(PushFault.Forgetful), "websocket_recovery sse_reconnection_storm")]
    [Fails("realtime-ws-concurrent realtime-ws-connect-failed", nameof(PushFault.Refusing), "websocket_connections")]
    [Fails("realtime-sse-concurrent realtime-sse-connect-failed", nameof(PushFault.Refusing), "sse_dashboards")]
    [Fails("realtime-ws-concurrent realtime-ws-connect-failed realtime-ws-uptime", nameof(PushFault.Cutting), "websocket_connections")]
    [Fails("realtime-sse-consistent realtime-sse-verified", nameof(PushFault.Personal), "sse_analytics sse_consistency")]
    [Fails("realtime-sse-every-second", nameof(PushFault.Lazy), "sse_analytics sse_consistency")]
    [Fails("realtime-sse-connect-time realtime-ws-connect-time", nameof(PushFault.LateToConnect), "websocket_connections sse_dashboards")]
    [Fails(
        "realtime-sse-storm-recovery-time realtime-ws-receipt realtime-ws-recovery-time",
        nameof(PushFault.LateToAnswer), "websocket_delivery websocket_recovery sse_reconnection_storm")]
    [Fails(
        "realtime-sse-storm-doubled realtime-ws-recovery-delivered realtime-ws-recovery-doubled",
        nameof(PushFault.Repeating), "websocket_recovery sse_reconnection_storm")]
    public async Task Targets_FaultyServer_ThoseAboutTheFaultFail(string targets, string fault, string scenarios)
    {
        var trial = await RunAsync(Enum.Parse<PushFault>(fault), scenarios.Split(' '));

        Assert.True(trial.FailedBut(RealtimeTrial.Speed, targets) == targets && trial.WithoutData.Count == 0, trial.ToString());
    }

    [Theory]
    [InlineData("", nameof(PushFault.None))]
    [Fails("realtime-ws-killed-delivered realtime-ws-killed-lost", nameof(PushFault.Forgetful))]
    [Fails("realtime-ws-killed-delivered realtime-ws-killed-doubled", nameof(PushFault.Repeating))]
    [Fails("realtime-ws-killed-recovery-time realtime-ws-killed-restored", nameof(PushFault.LateToAnswer))]
    public async Task Targets_ReplicaKilled_FailIfItsConnectionsDoNotGoOnWhereTheyWere(string targets, string fault)
    {
        var trial = await RunAsync(Enum.Parse<PushFault>(fault), ["websocket_replica_killed"]);

        Assert.True(trial.FailedBut(RealtimeTrial.Speed, targets) == targets && trial.WithoutData.Count == 0 && trial.Errors.Count == 0, trial.ToString());
        Assert.True(trial.Metrics.Query("reconnects").Sum > 0, "nobody noticed the kill");
    }

    private static async Task<Judgement> RunAsync(PushFault fault, string[] scenarios)
    {
        var clock = new StepClock();
        await using var server = await PushServer.StartAsync(fault, clock);
        var lab = new LabServices(new Dictionary<string, string> { ["LAB_CONTROL_URL"] = server.Address.ToString(), ["LAB_CONTROL_TOKEN"] = "any" });
        return await RealtimeTrial.RunAsync(server.Address, lab, scenarios, Stop, clock);
    }
}
