using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Runner.Outputs.Prometheus;

namespace UpCoach.Runner.Tests.Outputs;

public sealed class PrometheusSeriesTests
{
    private readonly PrometheusSeries _series = new(Seconds.Run());

    [Fact]
    public void Counter_TwoSeconds_KeepsCounting()
    {
        Assert.Equal(100, Value("k6_http_reqs_total", 0));
        Assert.Equal(200, Value("k6_http_reqs_total", 1));
    }

    [Theory]
    [InlineData("k6_http_req_duration_p95", 0.095)]
    [InlineData("k6_http_req_duration_p99", 0.099)]
    [InlineData("k6_http_req_duration_med", 0.05)]
    [InlineData("k6_http_req_duration_min", 0.001)]
    [InlineData("k6_http_req_duration_max", 0.1)]
    [InlineData("k6_http_req_duration_avg", 0.0505)]
    [InlineData("k6_http_req_failed_rate", 0.04)]
    [InlineData("k6_data_sent_total", 2048)]
    public void Metric_Mapped_HasK6sNameAndSeconds(string name, double value) => Assert.Equal(value, Value(name, 0), value * 0.002);

    [Fact]
    public void Users_OfAllScenarios_AreOneSeries() => Assert.Equal(5, Value("k6_vus", 0));

    [Fact]
    public void Labels_OfEverySample_AreSortedAndNameTheRun() => Assert.All(_series.Of(Seconds.Of(0)), sample =>
    {
        var names = sample.Labels.Select(label => label.Key).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Contains(KeyValuePair.Create("testid", "20261124T111500Z-smoke"), sample.Labels);
    });

    [Fact]
    public void Tag_NoLabelName_IsMadeOneAndSamplesStayUnique()
    {
        var second = new IntervalSnapshot(TimeSpan.Zero, TimeSpan.FromSeconds(1), 0,
            [new CounterSnapshot("hits", TagSet.Of("a-b", "x"), 1), new CounterSnapshot("hits", TagSet.Of("a.b", "x"), 2), new CounterSnapshot("2hits", TagSet.Of("9", "y"), 1)]);
        var samples = _series.Of(second);
        Assert.Equal(2, samples.Count);
        Assert.All(samples.SelectMany(sample => sample.Labels), label => Assert.Matches("^[a-zA-Z_][a-zA-Z0-9_]*$", label.Key));
    }

    private double Value(string name, int second) =>
        Assert.Single(_series.Of(Seconds.Of(second)), sample => sample.Labels.Contains(KeyValuePair.Create("__name__", name))).Value;
}
