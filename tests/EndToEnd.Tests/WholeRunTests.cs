using System.Text.Json;
using System.Xml.Linq;

namespace UpCoach.EndToEnd.Tests;

/// <summary>What a user gets from the one command, read from one run of a plan with a little of every group.</summary>
[Trait("kind", "end-to-end")]
public sealed class WholeRunTests(WholeRun run) : IClassFixture<WholeRun>
{
    // What no load and no machine excuses: lost, doubled, stale or changed data.
    private static readonly string[] TruthTargets =
    [
        "realtime-ws-broadcast-lost", "realtime-ws-broadcast-doubled", "realtime-ws-killed-lost", "realtime-ws-killed-doubled", "realtime-sse-verified",
        "realtime-sse-consistent", "realtime-sse-lost", "uploads-retry-intact", "cache-invalidation-stale", "cache-failover-lost", "cdn-purge-stale",
        "database-writes", "database-isolation",
    ];

    private static readonly string[] ServerSide = ["api", "realtime", "database", "uploads", "cache", "cdn"];

    /// <summary>
    /// The verdict says what the targets say. Which targets of time are met is the machine's business here: two cores carry the platform, its load and
    /// whatever else a test machine does. A run whose generator was kept from its work is void, and says so.
    /// </summary>
    [Fact]
    public void WholePlan_RealTopology_EndsWithTheVerdictOfItsTargets()
    {
        using var summary = run.Summary();
        var details = summary.RootElement.GetProperty("run");
        var states = details.GetProperty("thresholds").EnumerateArray().Select(row => row.GetProperty("state").GetString()).ToList();
        var isVoid = details.GetProperty("generator").GetProperty("breaches").GetArrayLength() > 0;
        var expected = isVoid ? 3 : states.Contains("Failed") ? 99 : states.Contains("NoData") ? 3 : 0;
        Assert.True(run.ExitCode == expected, $"exit code {run.ExitCode}, not {expected}:\n{run.Output}");
    }

    [Fact]
    public void WholePlan_EveryGroup_IsMeasured()
    {
        var measured = Checklist().Where(row => row.Unmeasured is null).Select(row => row.Group).Distinct();
        Assert.Equal(ServerSide, measured);
    }

    [Fact]
    public void WholePlan_WhatIsNotMeasured_SaysWhy() => Assert.All(
        Checklist().Where(row => row.Unmeasured is not null), row => Assert.Matches("this plan has no scenario|no plan ", row.Unmeasured));

    [Fact]
    public void WholePlan_TargetsOfTruth_DoNotFail()
    {
        var states = Checklist().ToDictionary(row => row.Id, row => row.State);
        Assert.DoesNotContain(TruthTargets, id => states[id] == "Failed");
    }

    [Fact]
    public void WholePlan_Requests_AreAnswered()
    {
        using var summary = run.Summary();
        var metrics = summary.RootElement.GetProperty("metrics");
        Assert.True(metrics.GetProperty("http_reqs").GetProperty("count").GetInt64() > 1000);
        Assert.InRange(metrics.GetProperty("http_req_failed").GetProperty("value").GetDouble(), 0, 0.05);
    }

    [Fact]
    public void ServerSide_EachSecond_IsKept()
    {
        var lines = File.ReadAllLines(Path.Combine(run.Folder, "evidence", "series.csv"));
        Assert.True(lines.Length > 20, $"{lines.Length} lines");
        Assert.All(["upcoach-1.cpu_cores", "postgres.cpu_cores", "cache.cpu_cores"], column => Assert.Contains(column, lines[0].Split(',')));
    }

    [Fact]
    public void WholePlan_Checks_HoldButForAFewThatWaitedInVain()
    {
        using var summary = run.Summary();
        var checks = summary.RootElement.GetProperty("root_group").GetProperty("checks").EnumerateObject().ToList();
        Assert.True(checks.Count >= 20, $"{checks.Count} named checks");
        var failed = checks.Where(check => check.Value.GetProperty("fails").GetInt64() * 20 > check.Value.GetProperty("passes").GetInt64()).Select(check => check.Name).ToList();
        Assert.True(failed.Count * 10 <= checks.Count, string.Join(", ", failed));
        Assert.True(checks.Sum(check => check.Value.GetProperty("passes").GetInt64()) > 500);
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
    public void JUnit_HasACaseForEveryTarget()
    {
        var cases = XDocument.Load(Path.Combine(run.Folder, "junit.xml")).Descendants("testcase").ToList();
        Assert.True(cases.Count >= Checklist().Count);
        Assert.Equal(Checklist().Count(row => row.Unmeasured is not null), cases.Count(test => test.Elements("skipped").Any()));
    }

    [Fact]
    public void Report_ShowsReplicaReadsCacheHitsAndTopology()
    {
        var markdown = File.ReadAllText(Path.Combine(run.Folder, "report.md"));
        Assert.Contains("Redis cache: hits of all reads", markdown, StringComparison.Ordinal);
        Assert.Contains("Reads served by the database's replicas", markdown, StringComparison.Ordinal);
        Assert.Contains("postgres-replica-2", markdown, StringComparison.Ordinal);
        Assert.Contains("cdn-ap-south", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_NamesMachineAndPlan()
    {
        using var environment = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "environment.json")));
        Assert.Contains("plan", environment.RootElement.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    private List<(string Id, string Group, string State, string? Unmeasured)> Checklist()
    {
        using var summary = run.Summary();
        return [.. summary.RootElement.GetProperty("run").GetProperty("checklist").EnumerateArray().Select(row => (
            row.GetProperty("id").GetString()!, row.GetProperty("group").GetString()!, row.GetProperty("state").GetString()!, row.GetProperty("unmeasured").GetString()))];
    }
}
