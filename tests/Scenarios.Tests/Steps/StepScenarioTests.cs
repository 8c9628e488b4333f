using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios.Steps;

namespace UpCoach.Scenarios.Tests.Steps;

[Trait("kind", "server")]
public sealed class StepScenarioTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_NamesWhatItsStepFinds_SeesTheValueOfThisIteration()
    {
        await using var app = await StartAsync();
        using var transport = new HttpTransport();
        var recorder = new MetricRecorder();
        var user = new VirtualUser(new VirtualUserOptions { Scenario = "s", Number = 1, Target = new Uri(app.Urls.Single()), Recorder = recorder });
        using var json = JsonDocument.Parse("""
            {"steps": [{"name": "order", "url": "/", "extract": {"id": "$.id"}, "checks": [{"jsonpath": "$.link", "equals": "/orders/{id}"}]}]}
            """);
        var errors = new PlanErrors();

        var scenario = new StepsReader(transport).Read("s", new JsonObjectReader("$", json.RootElement, errors), user.Env)!.Create(user);
        for (var n = 0; n < 2; n++) await scenario.RunIterationAsync(Stop);
        await ((IAsyncDisposable)scenario).DisposeAsync();

        var checks = recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1).Series.OfType<RateSnapshot>().Where(series => series.Metric == "checks").ToList();
        Assert.Equal((4, 4), (checks.Sum(check => check.Passes), checks.Sum(check => check.Total)));
    }

    /// <summary>Starts a shop that gives each order a new number.</summary>
    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var last = 0;
        app.MapGet("/", () =>
        {
            var id = Interlocked.Increment(ref last);
            return new Dictionary<string, object> { ["id"] = id, ["link"] = $"/orders/{id}" };
        });
        await app.StartAsync(Stop);
        return app;
    }
}
