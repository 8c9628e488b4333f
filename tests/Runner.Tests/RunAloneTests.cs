using System.Text.Json;
using System.Xml.Linq;
using HdrHistogram;

namespace UpCoach.Runner.Tests;

[Trait("kind", "server")]
public sealed class RunAloneTests : RunnerTest
{
    [Fact]
    public async Task Run_ThresholdsHold_CountsWhatTheServerCounted()
    {
        var before = _system.Requests;
        _bench.AssertExit(0, await RunAsync(Plans.Iterations(500, """{"http_req_failed": ["rate<0.01"], "checks": ["rate>0.99"]}""")));
        Assert.Equal(500, _system.Requests - before);
        Assert.Equal(500, _bench.Requests());
        Assert.Contains("running (", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("✓ 'rate<0.01'", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UsersTakeLongToPrepare_SaysSo()
    {
        await RunAsync("""{"scenarios": {"concurrent_users": {"executor": "per-vu-iterations", "vus": 1, "iterations": 1, "maxDuration": "1s", "gracefulStop": "0s"}}}""");

        Assert.Contains("preparing users", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SharesOfOnePlan_AddUpToIt()
    {
        var before = _system.Requests;
        long sum = 0;
        foreach (var share in new[] { "0:1/3", "1/3:2/3", "2/3:1" })
        {
            _bench.AssertExit(0, await RunAsync(Plans.Iterations(100), "--execution-segment", share, "--execution-segment-sequence", "0,1/3,2/3,1"));
            Assert.InRange(_bench.Requests(), 33, 34);
            Assert.Equal(share, _bench.Summary().GetProperty("run").GetProperty("agents")[0].GetProperty("segment").GetString()!.Replace("0/1", "0", StringComparison.Ordinal));
            sum += _bench.Requests();
        }

        Assert.Equal((100, 100), (sum, _system.Requests - before));
    }

    [Theory]
    [InlineData("expected from:to", "--execution-segment", "1:2:3")]
    [InlineData("expected 0 <= from < to <= 1", "--execution-segment", "2/3:1/3")]
    [InlineData("is not a fraction", "--execution-segment", "x")]
    [InlineData("is not a segment of the sequence", "--execution-segment", "0:1/2", "--execution-segment-sequence", "0,1/3,1")]
    [InlineData("wants --execution-segment", "--execution-segment-sequence", "0,1/3,1")]
    [InlineData("is for one process", "--execution-segment", "0:1/2", "--agents", "1")]
    public async Task Run_ShareThatIsNone_IsBadInput(string expected, params string[] more)
    {
        Assert.Equal(104, await RunAsync(Plans.Iterations(10), more));
        Assert.Contains(expected, _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnATerminal_ShowsItLiveAndLeavesTheSummary()
    {
        var terminal = new Live.FakeTerminal(100, 30);
        _bench.Terminal = terminal.Console;
        _bench.Environment.Clear();
        _bench.AssertExit(0, await RunAsync(Plans.Iterations(50)));
        Assert.Contains("http_reqs", terminal.Output[terminal.Output.LastIndexOf("\u001b[J", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("━", terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("running (", terminal.Output + _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HdrLogs_HoldEveryRequest()
    {
        await RunAsync(Plans.Iterations(300));
        foreach (var log in Directory.GetFiles(Path.Combine(_bench.Run, "hdr"), "*.hlog"))
        {
            using var file = File.OpenRead(log);
            using var reader = new HistogramLogReader(file);
            Assert.Equal(300, reader.ReadHistograms().Sum(interval => interval.TotalCount));
        }

        Assert.Equal(4, Directory.GetFiles(Path.Combine(_bench.Run, "hdr"), "*.hlog").Length);
    }

    [Fact]
    public async Task Run_HdrSpectra_CountEveryRequest()
    {
        await RunAsync(Plans.Iterations(300));
        var spectra = Directory.GetFiles(Path.Combine(_bench.Run, "hdr"), "*.spectrum.txt");
        Assert.Equal(4, spectra.Length);
        Assert.All(spectra, spectrum => Assert.Contains("Total count    =          300]", File.ReadAllText(spectrum), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_OutJsonAndFolder_BothAreWritten()
    {
        _bench.AssertExit(0, await RunAsync(Plans.Iterations(100), "--out", "json=points/all.json"));
        var lines = await File.ReadAllLinesAsync(Path.Combine(_bench.Folder, "points", "all.json"), TestContext.Current.CancellationToken);
        var counts = lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("metric").GetString() == "http_reqs" && line.GetProperty("type").GetString() == "Interval");
        Assert.Equal(100, counts.Sum(line => line.GetProperty("data").GetProperty("values").GetProperty("count").GetInt64()));
        Assert.Equal(100, _bench.Requests());
    }

    [Fact]
    public async Task Run_OutputNobodyListensAt_FailsBeforeTheLoad()
    {
        var before = _system.Requests;
        Assert.Equal(1, await RunAsync(Plans.Iterations(100), "--out", "prometheus=http://127.0.0.1:1"));
        Assert.Contains("--out prometheus=http://127.0.0.1:1 can't be opened", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(before, _system.Requests);
    }

    [Fact]
    public async Task Run_InAGitHubStep_AppendsToItsSummary()
    {
        var file = _bench.Plan("before\n", "step.md");
        _bench.Environment["GITHUB_STEP_SUMMARY"] = file;
        var hasPassed = _bench.AssertExit(0, await RunAsync(Plans.Iterations(20, """{"http_req_failed": ["rate<0.01"]}""")));
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.StartsWith(hasPassed ? "before\n# plan: Passed\n" : "before\n# plan: Void\n", text, StringComparison.Ordinal);
        Assert.Contains("| ✓ | http\\_req\\_failed |", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StepSummaryThatCannotBeWritten_CostsNoVerdict()
    {
        _bench.Environment["GITHUB_STEP_SUMMARY"] = _bench.Folder;
        _bench.AssertExit(0, await RunAsync(Plans.Iterations(20)));
        Assert.Contains("step summary", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThresholdCrossed_Is99AndJUnitFails()
    {
        _bench.AssertExit(99, await RunAsync(Plans.Iterations(50, """{"http_req_failed": ["rate<0.01"]}""", "/broken")));
        Assert.Single(XDocument.Load(Path.Combine(_bench.Run, "junit.xml")).Descendants("failure"));
        Assert.True(_bench.Summary().GetProperty("metrics").GetProperty("http_req_failed").GetProperty("thresholds").GetProperty("rate<0.01").GetBoolean());
    }

    [Fact]
    public async Task Run_ThresholdWithoutSamples_IsNotEnoughData() =>
        Assert.Equal(3, await RunAsync(Plans.Iterations(50, """{"http_req_duration{name:renamed}": ["p(95)<500"]}""")));

    [Fact]
    public async Task Run_Interrupted_KeepsWhatWasMeasured()
    {
        using var stop = new CancellationTokenSource();
        var before = _system.Requests;
        var running = _bench.CallAsync(stop.Token, "run", _bench.Plan(Plans.Looping("10m")), "--target", _system.Address.ToString(), "--out", _bench.Run);
        await RunnerBench.UntilAsync(() => _system.Requests > before + 20, "load");
        await stop.CancelAsync();
        Assert.Equal(105, await running);
        Assert.True(_bench.Requests() > 0);
        Assert.Empty(Directory.GetFiles(_bench.Run, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Run_AbortOnFail_EndsEarly() => _bench.AssertExit(99, await RunAsync(
        """{"scenarios": {"looping": {"executor": "constant-vus", "exec": "http_get", "vus": 2, "duration": "10m", "gracefulStop": "0s", "env": {"PATH": "/broken", "THINK_MS": "20"}}}, "thresholds": {"http_req_failed": [{"threshold": "rate<0.01", "abortOnFail": true}]}}"""));

    [Fact]
    public async Task Report_OfARun_RendersTheSameBytesAgain()
    {
        await RunAsync(Plans.Iterations(50));
        var before = Directory.GetFiles(_bench.Run).ToDictionary(file => file, File.ReadAllText);
        File.Delete(Path.Combine(_bench.Run, "report.html"));
        Assert.Equal(0, await _bench.CallAsync("report", _bench.Run));
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));
    }

    [Fact]
    public async Task Run_PrometheusThatDoesNotAnswer_IsNoDataNotAFailure()
    {
        var plan = Plans.Iterations(20)[..^1] + """, "evidence": {"hits": {"title": "Hit ratio", "unit": "ratio", "query": "sum(rate(hits[$run]))"}}}""";
        _bench.AssertExit(0, await RunAsync(plan, "--prometheus", "http://127.0.0.1:1"));
        var evidence = _bench.Summary().GetProperty("run").GetProperty("evidence")[0];
        Assert.Equal(0, evidence.GetProperty("values").GetArrayLength());
        Assert.DoesNotContain("$run", evidence.GetProperty("query").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Topology_IsInTheReport()
    {
        var topology = _bench.Plan("""{"host":"embedded","startupSeconds":7.9,"resources":[{"name":"cache","type":"container","image":"redis:7.0","state":"running"}]}""", "topology.json");
        await RunAsync(Plans.Iterations(20), "--topology", topology);
        Assert.Contains("redis:7.0", await File.ReadAllTextAsync(Path.Combine(_bench.Run, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(string plan, params string[] more) =>
        _bench.CallAsync(["run", _bench.Plan(plan), "--target", _system.Address.ToString(), "--out", _bench.Run, .. more]);
}
