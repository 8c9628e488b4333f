using System.Xml.Linq;
using UpCoach.LoadRunners.Analysis.Generator;
using UpCoach.LoadRunners.Analysis.Verdicts;
using UpCoach.LoadRunners.Reporting.JUnit;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.Reporting.Tests;

public sealed class JUnitReportTests
{
    [Fact]
    public void Suite_SampleReport_CountsWhatItHolds()
    {
        var suite = Suite(SampleReport.Create());
        Assert.Equal("5", suite.Attribute("tests")!.Value);
        Assert.Equal("1", suite.Attribute("failures")!.Value);
        Assert.Equal("1", suite.Attribute("errors")!.Value);
        Assert.Equal("1", suite.Attribute("skipped")!.Value);
        Assert.Equal(5, suite.Elements("testcase").Count());
        Assert.Single(suite.Descendants("failure"));
    }

    [Fact]
    public void Failure_CrossedThreshold_NamesTheObservedValue() =>
        Assert.Contains("observed 10.5 ms, limit 8.00 ms", Suite(SampleReport.Create()).Descendants("failure").Single().Value, StringComparison.Ordinal);

    [Fact]
    public void Threshold_NoData_IsAnErrorNotAPass() =>
        Assert.Contains("p(99)<900", Suite(SampleReport.Create()).Descendants("error").Single().Value, StringComparison.Ordinal);

    [Fact]
    public void Target_NotMeasured_IsSkippedWithTheReason() => Assert.Equal(
        "not measured here: it needs a device", Suite(SampleReport.Create()).Descendants("skipped").Single().Attribute("message")!.Value);

    [Fact]
    public void Case_OfEveryThreshold_SaysVerdictMarginAndBounds()
    {
        var outputs = Suite(SampleReport.Create()).Descendants("system-out").Select(output => output.Value).ToList();
        Assert.Equal("pass: observed 32.4 ms, limit 500 ms, margin +94 %; 95 % bounds 30.1 ms to 35.3 ms, n 4,907 worth 812", outputs[0]);
        Assert.StartsWith("pass (not certain): ", outputs[1], StringComparison.Ordinal);
        Assert.EndsWith("95 % bound 9.10 ms or more, too few samples for an upper one, n 4,907 worth 33", outputs[2], StringComparison.Ordinal);
        Assert.StartsWith("not enough data: ", outputs[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_OfTheSuite_HaveBothLatenciesTheGapAndTheCertificate()
    {
        var properties = Suite(SampleReport.Create()).Element("properties")!.Elements().ToDictionary(row => row.Attribute("name")!.Value, row => row.Attribute("value")!.Value);
        Assert.Equal(("32.4 ms", "41.9 ms", "9.49 ms"), (properties["service time p95"], properties["response time p95"], properties["gap p95"]));
        Assert.Equal("✓ 41.00 %, at most 80.00 %", properties["generator: Own CPU"]);
    }

    [Fact]
    public void Suite_BrokenRule_IsAnErrorWithReasonAndRemedy()
    {
        var sample = SampleReport.Create();
        var breach = new GeneratorBreach("own-cpu", "The generator used 97 % of its CPU.", "Add generators.");
        var report = sample with
        {
            Thresholds = [sample.Thresholds[0]],
            Generator = sample.Generator with { Breaches = [breach] },
            Verdict = new RunVerdict(RunOutcome.Void, 3, [breach.ToString()]),
        };
        Assert.Equal("The generator used 97 % of its CPU. Add generators.", Suite(report).Descendants("error").Single().Value);
        Assert.Equal("1", Suite(report).Attribute("errors")!.Value);
    }

    [Fact]
    public void Suite_VoidRunWithHeldThresholds_IsNotGreen()
    {
        var sample = SampleReport.Create();
        var report = sample with
        {
            Thresholds = [sample.Thresholds[0]],
            Verdict = new RunVerdict(RunOutcome.Void, 3, ["The generator lagged."]),
        };
        Assert.Equal("The generator lagged.", Suite(report).Descendants("error").Single().Value);
    }

    private static XElement Suite(RunReport report) => XDocument.Parse(new JUnitReportWriter().Write(report)).Root!.Element("testsuite")!;
}
