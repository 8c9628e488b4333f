namespace UpCoach.Runner.Tests.PlanSources;

public sealed class TargetsFileTests : IDisposable
{
    private const string Targets = """
        {
          // of the request
          "serverMetrics": {"api_cpu": {"query": "sum(up)"}},
          "targets": [{"id": "cpu", "text": "CPU: < 70%", "metric": "api_cpu", "threshold": "max<0.7"}]
        }
        """;

    private readonly RunnerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Targets_File_IsReadWithItsServerMetrics()
    {
        _bench.Plan(Targets, "targets.json");
        Assert.Equal(0, await ValidateAsync("\"targets.json\""));
        Assert.Contains("1 scenarios, 1 thresholds", _bench.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"none.json\"", "", "$.targets: can't read none.json")]
    [InlineData("\"targets.json\"", "[]", "$.targets: targets.json has no array 'targets'")]
    [InlineData("\"targets.json\"", "{", "$.targets: can't read targets.json")]
    [InlineData("\"targets.json\"", """{"targets": [{"id": "a", "text": "b", "metric": "api_cpu", "threshold": "max<1"}]}""", "$.targets[0].metric")]
    public async Task Targets_ThatCannotBeUsed_NameThePlace(string targets, string file, string expected)
    {
        _bench.Plan(file, "targets.json");
        Assert.Equal(104, await ValidateAsync(targets));
        Assert.Contains(expected, _bench.Error, StringComparison.Ordinal);
    }

    private Task<int> ValidateAsync(string targets) => _bench.CallAsync("validate", _bench.Plan(
        $$"""{"scenarios": {"a": {"executor": "shared-iterations", "exec": "http_get"} }, "targets": {{targets}} }"""));
}
