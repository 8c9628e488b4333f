using UpCoach.LoadRunners.Scenarios.Lab;

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

        Assert.True(trial.Failed.Count == 0 && trial.WithoutData.Count == 0 && trial.Errors.Count == 0, trial.ToString());
        Assert.Equal(0, trial.Store.Query("checks").Fails);
    }

    [Theory]
    [InlineData("Slow", "websocket_broadcast websocket_delivery websocket_ramp sse_analytics", "realtime-sse-latency realtime-ws-broadcast-latency realtime-ws-capacity realtime-ws-latency")]
    [InlineData(
        "Lossy", "websocket_broadcast websocket_delivery sse_analytics sse_consistency",
        "realtime-sse-every-second realtime-sse-lost realtime-sse-verified realtime-ws-broadcast-delivered realtime-ws-broadcast-lost realtime-ws-delivery-delivered realtime-ws-delivery-lost")]
    [InlineData(
        "Doubling", "websocket_broadcast sse_analytics sse_consistency sse_reconnection_storm",
        "realtime-sse-every-second realtime-sse-storm-doubled realtime-ws-broadcast-delivered realtime-ws-broadcast-doubled")]
    [InlineData("Damaging", "websocket_broadcast sse_analytics sse_consistency", "realtime-sse-verified realtime-ws-broadcast-delivered")]
    [InlineData("Forgetful", "websocket_recovery sse_reconnection_storm", "realtime-sse-storm-lost realtime-ws-recovery-delivered realtime-ws-recovery-lost")]
    [InlineData("Refusing", "websocket_connections", "realtime-ws-concurrent realtime-ws-connect-failed")]
    [InlineData("Refusing", "sse_dashboards", "realtime-sse-concurrent realtime-sse-connect-failed")]
    [InlineData("Cutting", "websocket_connections", "realtime-ws-concurrent realtime-ws-connect-failed realtime-ws-uptime")]
    [InlineData("Personal", "sse_analytics sse_consistency", "realtime-sse-consistent realtime-sse-verified")]
    [InlineData("Lazy", "sse_analytics sse_consistency", "realtime-sse-every-second")]
    public async Task Targets_FaultyServer_ThoseAboutTheFaultFail(string fault, string scenarios, string failed)
    {
        var trial = await RunAsync(Enum.Parse<PushFault>(fault), scenarios.Split(' '));

        Assert.True(failed.Split(' ').SequenceEqual(trial.Failed) && trial.WithoutData.Count == 0, trial.ToString());
    }

    [Theory]
    [InlineData("None", "")]
    [InlineData("Forgetful", "realtime-ws-killed-delivered realtime-ws-killed-lost")]
    public async Task Targets_ReplicaKilled_FailIfWhatWasMissedIsNotSentAgain(string fault, string failed)
    {
        var trial = await RunAsync(Enum.Parse<PushFault>(fault), ["websocket_replica_killed"]);

        Assert.True(string.Join(' ', trial.Failed) == failed && trial.WithoutData.Count == 0 && trial.Errors.Count == 0, trial.ToString());
        Assert.True(trial.Store.Query("reconnects").Sum > 0, "nobody noticed the kill");
    }

    private static async Task<RealtimeTrial> RunAsync(PushFault fault, string[] scenarios)
    {
        await using var server = await PushServer.StartAsync(fault);
        var lab = new LabServices(new Dictionary<string, string> { ["LAB_CONTROL_URL"] = server.Address.ToString(), ["LAB_CONTROL_TOKEN"] = "any" });
        return await RealtimeTrial.RunAsync(server.Address, lab, Stop, scenarios);
    }
}
