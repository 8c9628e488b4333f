namespace UpCoach.Architecture.Tests;

/// <summary>References point one way (docs/architecture.md).</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Hosting"] = [],
        ["ServiceDefaults"] = [],
        ["MockUpCoach"] = ["ServiceDefaults"],
        ["CdnEdge"] = ["ServiceDefaults"],
        ["AppHost"] = ["Hosting"],
        ["LoadRunners/Engine"] = [],
        ["LoadRunners/Protocols"] = ["LoadRunners/Engine"],
        ["LoadRunners/Analysis"] = ["LoadRunners/Engine"],
        ["LoadRunners/Scenarios"] = ["LoadRunners/Engine", "LoadRunners/Protocols", "LoadRunners/Analysis"],
        ["LoadRunners/Reporting"] = ["LoadRunners/Engine", "LoadRunners/Analysis"],
        ["LoadRunners/Runner"] =
            ["LoadRunners/Engine", "LoadRunners/Protocols", "LoadRunners/Analysis", "LoadRunners/Scenarios", "LoadRunners/Reporting", "ServiceDefaults"],
    };

    public static TheoryData<string> ShippedProjects() =>
        [.. Repository.Projects().Where(path => !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("benchmarks/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ShippedProjects))]
    public void Room_References_OnlyTheRoomsBelowIt(string project)
    {
        var room = Path.GetDirectoryName(project)!;
        Assert.True(Allowed.TryGetValue(room, out var allowed), $"{room} is a new room: give it its arrows here.");
        Assert.Empty(Repository.References(project).Except(allowed));
    }

    /// <summary>What is reusable against any system names no system of its own.</summary>
    [Theory]
    [InlineData("LoadRunners/Engine/")]
    [InlineData("LoadRunners/Protocols/")]
    [InlineData("LoadRunners/Analysis/")]
    [InlineData("LoadRunners/Reporting/")]
    public void ReusableRoom_Source_NamesNeitherUpCoachNorAspireNorAWebFramework(string room)
    {
        string[] foreign = ["MockUpCoach", "Aspire", "Microsoft.AspNetCore", "UpCoach.Hosting", "UpCoach.AppHost"];
        var offences =
            from path in Repository.ShippedSources()
            where path.StartsWith(room, StringComparison.Ordinal)
            from line in File.ReadLines(Path.Combine(Repository.Root, path))
            from word in foreign
            where line.Contains(word, StringComparison.Ordinal)
            select $"{path}: {line.Trim()}";
        Assert.Empty(offences);
    }

    [Fact]
    public void AppHost_Source_HasNoConditionalCompilation() =>
        Assert.Empty(
            from path in Repository.ShippedSources()
            where path.StartsWith("AppHost/", StringComparison.Ordinal)
            from line in File.ReadLines(Path.Combine(Repository.Root, path))
            where line.TrimStart().StartsWith("#if", StringComparison.Ordinal)
            select $"{path}: {line}");

    [Fact]
    public void Solution_Lists_EveryProject()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "UpCoach.PerfAspire.sln")).Replace('\\', '/');
        Assert.All(Repository.Projects(), project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }
}
