using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Targets;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;

namespace UpCoach.Scenarios.Tests;

/// <summary>plans/targets.json against the request and the plans.</summary>
public sealed class TargetFileTests
{
    [Fact]
    public void EveryLineOfTheRequest_HasATarget()
    {
        var texts = Plain(string.Join(' ', Targets().Select(target => target!["text"]!.GetValue<string>())));
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Scenarios.Tests", "request-lines.txt")).Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.True(lines.Count > 80);
        Assert.DoesNotContain(lines, line => !texts.Contains(Plain(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]), StringComparison.Ordinal));
    }

    [Fact]
    public void EveryTarget_IsMeasuredByAPlanOrSaysWhyNot()
    {
        var plans = Directory.GetFiles(Path.Combine(Repository.Root, "plans"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name != "targets").ToList();
        var measured = plans.SelectMany(name => Read(name)).Where(target => target.Threshold is not null).Select(target => target.Id).ToHashSet();

        Assert.Empty(Targets().Where(target => target!["unmeasured"] is null && !measured.Contains(target["id"]!.GetValue<string>())).Select(target => target!["id"]!.GetValue<string>()));
    }

    [Fact]
    public void Smoke_MeasuresEveryGroupOfTheServerSide()
    {
        var groups = Read("smoke").Where(target => target.Threshold is not null).Select(target => target.Group).Distinct();

        Assert.Equal(["api", "realtime", "database", "uploads", "cache", "cdn"], groups);
    }

    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();

    private static JsonArray Targets() => Repository.Parsed("targets")["targets"]!.AsArray();

    private static IReadOnlyList<PlanTarget> Read(string plan)
    {
        using var transport = new HttpTransport();
        var read = PlanReader.Read(Repository.PlanWithTargets(plan), UpCoachScenarios.Catalog(transport));
        Assert.Empty(read.Errors);
        return read.Plan!.Targets;
    }
}
