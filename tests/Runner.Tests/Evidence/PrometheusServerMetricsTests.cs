using UpCoach.LoadRunners.Engine.ServerMetrics;
using UpCoach.LoadRunners.Runner.Evidence;
using UpCoach.Runner.Tests.Outputs;

namespace UpCoach.Runner.Tests.Evidence;

/// <summary>Asks a real Prometheus.</summary>
[Trait("kind", "server")]
public sealed class PrometheusServerMetricsTests(RealPrometheus prometheus, TestSystem system) : IClassFixture<RealPrometheus>, IClassFixture<TestSystem>, IDisposable
{
    private readonly SocketsHttpHandler _handler = new();
    private readonly RunnerBench _bench = new();

    public void Dispose()
    {
        _handler.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task Query_ThatGivesOneNumber_IsASample()
    {
        var (value, problems) = await AskAsync(prometheus.Address, "max(vector(42))");
        Assert.Equal(42, value);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("vector(1) or label_replace(vector(2), \"a\", \"b\", \"\", \"\")", "2 series")]
    [InlineData("nothing_of_that_name", "no such series")]
    [InlineData("sum(", "parse error")]
    public async Task Query_WithoutOneNumber_IsNoSampleWithTheReason(string query, string reason)
    {
        var (value, problems) = await AskAsync(prometheus.Address, query);
        Assert.Null(value);
        Assert.Contains(reason, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_NotGiven_IsNoSampleWithTheOption() =>
        Assert.Contains("--prometheus", Assert.Single((await AskAsync(null, "up")).Problems), StringComparison.Ordinal);

    [Fact]
    public async Task Prometheus_Gone_IsNoSample() => Assert.Null((await AskAsync(new Uri("http://127.0.0.1:1"), "up")).Value);

    [Fact]
    public async Task Query_ThatGivesNothingAfterAValue_IsNoProblem()
    {
        using var source = new PrometheusServerMetrics(prometheus.Address, _handler);
        Assert.Equal(1, await source.ReadAsync(new ServerMetric("pool", "vector(1)", ""), TestContext.Current.CancellationToken));
        Assert.Null(await source.ReadAsync(new ServerMetric("pool", "vector(1) > 1", ""), TestContext.Current.CancellationToken));
        Assert.Empty(source.Problems);
    }

    [Fact]
    public async Task Prometheus_WaitedForNoLonger_IsNoSampleAndNoProblem()
    {
        using var source = new PrometheusServerMetrics(prometheus.Address, _handler);
        Assert.Null(await source.ReadAsync(new ServerMetric("pool", "vector(1)", ""), new CancellationToken(canceled: true)));
        Assert.Empty(source.Problems);
    }

    [Theory]
    [InlineData("max<50", 0)]
    [InlineData("max<40", 99)]
    public async Task Threshold_OnAServerMetric_IsJudgedByPrometheus(string threshold, int exitCode)
    {
        var plan = Plans.Iterations(50, $$"""{"answer": ["{{threshold}}"]}""")[..^1] + """, "serverMetrics": {"answer": {"query": "vector(42)"}}}""";
        _bench.AssertExit(exitCode, await _bench.CallAsync("run", _bench.Plan(plan), "--target", system.Address.ToString(), "--out", _bench.Run, "--prometheus", prometheus.Address.ToString()));
        Assert.Equal(42, _bench.Summary().GetProperty("targets")[0].GetProperty("observed").GetDouble());
    }

    [Fact]
    public async Task Threshold_OnAServerMetricNobodyCanAsk_IsNoDataAndTheReportSaysWhy()
    {
        var plan = Plans.Iterations(50, """{"answer": ["max<50"]}""")[..^1] + """, "serverMetrics": {"answer": {"query": "vector(42)"}}}""";
        Assert.Equal(3, await _bench.CallAsync("run", _bench.Plan(plan), "--target", system.Address.ToString(), "--out", _bench.Run));
        Assert.Contains("server metric answer: no Prometheus was given (--prometheus URL)", _bench.Error, StringComparison.Ordinal);
    }

    private async Task<(double? Value, IReadOnlyList<string> Problems)> AskAsync(Uri? address, string query)
    {
        using var source = new PrometheusServerMetrics(address, _handler);
        var value = await source.ReadAsync(new ServerMetric("pool", query, ""), TestContext.Current.CancellationToken);
        return (value, source.Problems);
    }
}
