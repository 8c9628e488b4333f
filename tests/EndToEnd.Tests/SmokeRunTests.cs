using System.Text.Json;
using System.Xml.Linq;

namespace UpCoach.EndToEnd.Tests;

/// <summary>What a user gets from the one command, read from one run of the smoke plan.</summary>
[Trait("kind", "end-to-end")]
public sealed class SmokeRunTests(SmokeRun run) : IClassFixture<SmokeRun>
{
    private static readonly string[] RequestThresholds = ["http_req_duration p(95)<500", "http_req_failed rate<0.01", "http_req_waiting p(90)<300"];

    [Fact]
    public void SmokePlan_RealTopology_EndsWithThePassingVerdict() => Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}:\n{run.Output}");

    [Fact]
    public void SmokePlan_Thresholds_AreJudgedOnThousandsOfRequests()
    {
        using var summary = run.Summary();
        var metrics = summary.RootElement.GetProperty("metrics");
        Assert.True(metrics.GetProperty("http_reqs").GetProperty("count").GetInt64() > 2000);
        foreach (var threshold in RequestThresholds.Select(text => text.Split(' ')))
        {
            // k6's own convention: true means crossed.
            Assert.False(metrics.GetProperty(threshold[0]).GetProperty("thresholds").GetProperty(threshold[1]).GetBoolean());
        }
    }

    [Fact]
    public void SmokePlan_Checks_AllHold()
    {
        using var summary = run.Summary();
        var checks = summary.RootElement.GetProperty("root_group").GetProperty("checks").EnumerateObject().ToList();
        Assert.True(checks.Count >= 20, $"{checks.Count} named checks");
        Assert.All(checks, check => Assert.Equal(0, check.Value.GetProperty("fails").GetInt64()));
        Assert.True(checks.Sum(check => check.Value.GetProperty("passes").GetInt64()) > 4000);
    }

    [Fact]
    public void Primary_DuringTheRun_StreamsToTwoReplicas() => Assert.Equal(["postgres-replica-1", "postgres-replica-2"], run.StreamingReplicas);

    [Fact]
    public void Host_AfterTheRun_LeavesNoProcess() => Assert.Empty(run.Survivors);

    [Fact]
    public void Secrets_DuringTheRun_StandInNoArgumentListAndNoLog()
    {
        Assert.NotEmpty(run.Secrets);
        Assert.All(run.Secrets, secret =>
        {
            Assert.DoesNotContain(secret, run.CommandLines, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, run.Output, StringComparison.Ordinal);
        });
        foreach (var file in Directory.EnumerateFiles(run.Folder, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.All(run.Secrets, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"a secret stands in {file}"));
        }
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.md")]
    [InlineData("summary.json")]
    [InlineData("junit.xml")]
    [InlineData("environment.json")]
    [InlineData("logs/upcoach-1.log")]
    [InlineData("logs/postgres.log")]
    public void ResultFolder_AfterTheRun_Holds(string file) => Assert.True(new FileInfo(Path.Combine(run.Folder, file)).Length > 0);

    [Fact]
    public void ResultFolder_AfterTheRun_HoldsHistogramLogs() => Assert.NotEmpty(Directory.GetFiles(Path.Combine(run.Folder, "hdr"), "*.hlog"));

    [Fact]
    public void Latest_AfterTheRun_NamesARun() => Assert.True(File.Exists(Path.Combine(LabProcess.Root, "results", "latest", "summary.json")));

    [Fact]
    public void JUnit_HasOneCaseAThreshold()
    {
        var cases = XDocument.Load(Path.Combine(run.Folder, "junit.xml")).Descendants("testcase").ToList();
        Assert.True(cases.Count >= RequestThresholds.Length);
        Assert.DoesNotContain(cases, test => test.Elements("failure").Any() || test.Elements("error").Any());
    }

    [Fact]
    public void Report_ShowsReplicaReadsCacheHitsAndTopology()
    {
        var markdown = File.ReadAllText(Path.Combine(run.Folder, "report.md"));
        Assert.Contains("Redis cache: hits of all reads", markdown, StringComparison.Ordinal);
        Assert.Contains("Reads served by the database's replicas", markdown, StringComparison.Ordinal);
        Assert.Contains("postgres-replica-2", markdown, StringComparison.Ordinal);
        Assert.Contains("cdn-ap-south", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("no data", markdown, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Environment_NamesMachineAndPlan()
    {
        using var environment = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "environment.json")));
        Assert.Contains("plan", environment.RootElement.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }
}
