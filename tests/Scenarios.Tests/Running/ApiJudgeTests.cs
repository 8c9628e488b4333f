using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Running;

/// <summary>Each fault of an API makes exactly the targets fail that are about it.</summary>
[Trait("kind", "server")]
public sealed class ApiJudgeTests
{
    private const string Scenarios = """
        {
          "oauth_authentication": { "executor": "per-vu-iterations", "vus": 2, "iterations": 1, "env": { "THINK": "0" } },
          "mobile_api_endpoints": { "executor": "per-vu-iterations", "vus": 2, "iterations": 1, "env": { "THINK": "0" } },
          "content_management": { "executor": "per-vu-iterations", "vus": 4, "iterations": 2, "env": { "THINK": "0" } }
        }
        """;

    // How fast this machine is.
    private static readonly string[] Speed = ["api-oauth-completion", "api-p95", "api-waiting"];

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly StepClock _clock = new();

    [Theory]
    [InlineData("", "none")]
    [Fails("api-failed", "refuses one operation")]
    [Fails("api-p95 api-waiting", "answers late")]
    [Fails("api-p95", "ends its answers late")]
    [Fails("api-oauth-completion", "is slow to consent")]
    public async Task Fault_OfTheApi_FailsItsTargetsOnly(string targets, string fault)
    {
        await using var api = await ScriptedApi.StartAsync();
        if (fault == "refuses one operation") api.Break("GET /api/v#/feed", status: 500);
        if (fault == "answers late") api.Delay = TimeSpan.FromMilliseconds(550);
        if (fault == "ends its answers late") (api.Delay, api.BeginsInTime) = (TimeSpan.FromMilliseconds(550), true);
        if (fault == "is slow to consent") api.Rewrite = SlowConsent;

        var judgement = await Judgement.RunAsync(api.Address, Scenarios, lab: null, Stop, _clock);

        Assert.Equal(targets, judgement.FailedBut(Speed, targets));
        Assert.Empty(judgement.Errors);
    }

    // By the clock; what HTTP measures is the machine's.
    private string SlowConsent(Microsoft.AspNetCore.Http.HttpContext context, string route, string body)
    {
        if (route == "POST /oauth/token") _clock.Skip(TimeSpan.FromSeconds(2.4));
        return body;
    }
}
