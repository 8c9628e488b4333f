using System.Globalization;
using UpCoach.LoadRunners.Reporting;
using UpCoach.LoadRunners.Reporting.Console;

namespace UpCoach.Reporting.Tests;

[Trait("kind", "golden")]
public sealed class WriterGoldenTests
{
    public static TheoryData<string> Formats => [.. ReportFormats.All.Select(format => format.FileName)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Writer_SampleReport_WritesTheGoldenFile(string fileName) => GoldenFile.Matches(fileName, Write(fileName));

    [Fact]
    public void Console_SampleReport_WritesTheGoldenFile() => GoldenFile.Matches("console.txt", ConsoleSummaryWriter.Write(SampleReport.Create()));

    [Fact]
    public void Console_HostileUnit_HasNoControlCharacter()
    {
        var report = SampleReport.Create();
        var text = ConsoleSummaryWriter.Write(report with { Thresholds = [report.Thresholds[0] with { Unit = SampleReport.Hostile }] });
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Writer_AnyCulture_WritesTheSameBytes(string fileName)
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Write(fileName);
        try
        {
            foreach (var culture in new[] { Comma(","), Comma("٫"), CultureInfo.InvariantCulture })
            {
                CultureInfo.CurrentCulture = culture;
                Assert.Equal(expected, Write(fileName));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Write(string fileName) => ReportFormats.All.Single(format => format.FileName == fileName).Write(SampleReport.Create());

    // The build is globalization-invariant, so named cultures all look alike; this one does not.
    private static CultureInfo Comma(string decimalSeparator)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = decimalSeparator;
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = "h";
        return culture;
    }
}
