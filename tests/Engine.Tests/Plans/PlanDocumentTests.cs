using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.Engine.Tests.Plans;

/// <summary>The examples of docs/plans.md, read by the reader that they explain.</summary>
public sealed partial class PlanDocumentTests
{
    [Fact]
    public void Examples_Scenarios_AreValid()
    {
        var lines = Blocks().Single(block => block.Contains("\"shared\":", StringComparison.Ordinal));
        var read = PlanReader.Read($$"""{"scenarios": { {{ExecutorLine().Replace(lines, ", \"$1\":").TrimStart(',', ' ', '\n')}} } }""");

        Assert.Empty(read.Errors);
        Assert.Equal(7, read.Plan!.Scenarios.Select(scenario => scenario.Executor).Distinct().Count());
    }

    [Theory]
    [InlineData("\"thresholds\": {\n  \"http_req_duration\": [\"p(95)<500\", \"avg", "{0}", 4)]
    [InlineData("status!=200", "\"thresholds\": {{ {0} }}", 3)]
    [InlineData("\"serverMetrics\"", "{0}", 2)]
    [InlineData("\"targets\": [", "{0}", 0)]
    [InlineData("\"evidence\"", "{0}", 0)]
    public void Examples_Sections_AreValid(string with, string section, int thresholds)
    {
        var block = Blocks().Single(text => text.Contains(with, StringComparison.Ordinal));
        var read = PlanReader.Read(
            $$"""{"scenarios": {"a": {"executor": "shared-iterations"} }, {{string.Format(System.Globalization.CultureInfo.InvariantCulture, section, block)}} }""");

        Assert.Empty(read.Errors);
        Assert.Equal(thresholds, read.Plan!.Thresholds.Count);
    }

    [Fact]
    public void Examples_WholePlan_IsValid() =>
        Assert.Empty(PlanReader.Read(Blocks().Single(block => block.StartsWith('{') && !block.Contains("\"steps\"", StringComparison.Ordinal))).Errors);

    private static IEnumerable<string> Blocks([CallerFilePath] string caller = "")
    {
        var text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(caller)!, "../../../docs/plans.md"));
        return JsonBlock().Matches(text).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("(?:^|\n)\"([a-z]+)\":")]
    private static partial Regex ExecutorLine();
}
