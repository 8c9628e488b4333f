using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Runner.Outputs;
using UpCoach.LoadRunners.Runner.Outputs.Prometheus;

namespace UpCoach.Runner.Tests.Outputs;

/// <summary>Pushes to a real Prometheus, and asks it what it has.</summary>
[Trait("kind", "server")]
public sealed class PrometheusOutputTests(RealPrometheus prometheus) : IClassFixture<RealPrometheus>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    // What dashboard 18030 asks for.
    [Theory]
    [InlineData("sum(k6_http_reqs_total{testid=~\"$id\"})", 200)]
    [InlineData("sum(irate(k6_http_reqs_total{testid=~\"$id\"}[10s]))", 100)]
    [InlineData("avg(k6_http_req_duration_p95{testid=~\"$id\"})", 0.095)]
    [InlineData("avg(k6_vus{testid=~\"$id\"})", 5)]
    [InlineData("avg(k6_http_req_failed_rate{testid=~\"$id\"})", 0.04)]
    public async Task Seconds_Pushed_AnswerTheDashboardsQueries(string query, double value)
    {
        var run = await PushAsync(close: false);
        var (_, answer) = Assert.Single(await prometheus.QueryAsync(query.Replace("$id", run.Id, StringComparison.Ordinal), run.StartedAt.AddSeconds(2)));
        Assert.Equal(value, answer, value * 0.01);
    }

    [Fact]
    public async Task Series_AfterTheRun_AreGoneAtOnce()
    {
        var run = await PushAsync(close: true);
        Assert.NotEmpty(await prometheus.QueryAsync($"{{testid=\"{run.Id}\"}}", run.StartedAt.AddSeconds(2)));
        Assert.Empty(await prometheus.QueryAsync($"{{testid=\"{run.Id}\"}}", run.StartedAt.AddSeconds(3)));
    }

    [Fact]
    public async Task Samples_TooOld_AreRefusedWithPrometheusWords()
    {
        await using var output = new PrometheusOutput(new Uri(prometheus.Address, "/api/v1/write"), [], TimeProvider.System);
        await output.OpenAsync(Run("new"), Stop);
        await output.WriteAsync(Seconds.Of(5), Stop);
        var problem = await Assert.ThrowsAsync<IOException>(async () => await output.WriteAsync(Seconds.Of(1), Stop));
        Assert.Contains("out of order", problem.Message, StringComparison.Ordinal);
    }

    private async Task<OutputRun> PushAsync(bool close)
    {
        var run = Run(Guid.NewGuid().ToString());
        await using var output = new PrometheusOutput(new Uri(prometheus.Address, "/api/v1/write"), [], TimeProvider.System);
        await output.OpenAsync(run, Stop);
        await output.WriteAsync(Seconds.Of(0), Stop);
        await output.WriteAsync(Seconds.Of(1), Stop);
        if (close) await output.CloseAsync(Stop);
        return run;
    }

    private static OutputRun Run(string id) => new(id, Seconds.Run().Plan, BuiltInMetrics.All)
    {
        StartedAt = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()),
    };
}
