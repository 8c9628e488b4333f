using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Markdown;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.Reporting.Tests;

public sealed class MarkdownReportTests
{
    private static readonly string[] Lines = new MarkdownReportWriter().Write(SampleReport.Create()).Split('\n');

    [Fact]
    public void Table_HostileName_KeepsItsColumns()
    {
        var row = Lines.Single(line => line.Contains("alert", StringComparison.Ordinal) && line.Contains("4,000", StringComparison.Ordinal));
        var bars = row.Replace("\\|", "", StringComparison.Ordinal).Count(letter => letter == '|');
        Assert.Equal(14, bars);
        Assert.DoesNotContain("<script>", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_HostileUnit_KeepsItsColumns()
    {
        var report = SampleReport.Create();
        var text = new MarkdownReportWriter().Write(report with { Thresholds = [new ThresholdRow("pool", "max<50", Verdict.Passed, 42, 50, "of | \u001b[31m", 0.16)] });
        Assert.Contains("| ✓ | pool | max\\<50 | 42 of \\| \uFFFD\\[31m | +16 % | pass |  |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void FirstLine_Written_SaysTheVerdict() => Assert.Equal("# smoke: Failed", Lines[0]);
}
