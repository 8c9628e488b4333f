namespace UpCoach.Scenarios.Tests;

/// <summary>plans/targets.json against the request and the plans.</summary>
public sealed class TargetFileTests
{
    [Fact]
    public void EveryLineOfTheRequest_HasATarget()
    {
        var texts = Plain(string.Join(' ', TargetFile.Read().Select(target => (string)target["text"]!)));
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Scenarios.Tests", "request-lines.txt")).Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.True(lines.Count > 80);
        Assert.DoesNotContain(lines, line => !texts.Contains(Plain(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]), StringComparison.Ordinal));
    }

    [Fact]
    public void EveryTarget_IsMeasuredByAPlanOrSaysWhyNot()
    {
        var plans = Directory.GetFiles(Path.Combine(Repository.Root, "plans"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name != "targets").ToList();
        var measured = plans.SelectMany(TargetFile.TargetsOf).Where(target => target.Threshold is not null).Select(target => target.Id).ToHashSet();

        Assert.Empty(TargetFile.Read().Where(target => target["unmeasured"] is null && !measured.Contains((string)target["id"]!)).Select(target => (string)target["id"]!));
    }

    [Fact]
    public void Smoke_MeasuresEveryGroupOfTheServerSide()
    {
        var groups = TargetFile.TargetsOf("smoke").Where(target => target.Threshold is not null).Select(target => target.Group).Distinct();

        Assert.Equal(["api", "realtime", "database", "uploads", "cache", "cdn"], groups);
    }

    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();
}
