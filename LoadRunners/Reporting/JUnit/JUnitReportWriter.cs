using System.Globalization;
using System.Text;
using System.Xml;
using UpCoach.LoadRunners.Analysis.Verdicts;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.JUnit;

/// <summary>Writes <c>junit.xml</c>: one test case a threshold, and one a target that was not measured, as skipped. A crossed one is a failure, one without data an error, and so is a void run.</summary>
public sealed class JUnitReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public string FileName => "junit.xml";

    /// <inheritdoc/>
    public string Write(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            Suite(xml, report);
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Suite(XmlWriter xml, RunReport report)
    {
        var problems = Proofless(report).ToList();
        var unmeasured = report.Checklist.Where(row => row.Judged is null).ToList();
        var failures = report.Thresholds.Count(row => row.State == Verdict.Failed);
        var errors = report.Thresholds.Count(row => row.State == Verdict.NoData) + problems.Count;
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", report.Plan.Name);
        Attribute(xml, "tests", Number(report.Thresholds.Count + problems.Count + unmeasured.Count));
        Attribute(xml, "failures", Number(failures));
        Attribute(xml, "errors", Number(errors));
        Attribute(xml, "skipped", Number(unmeasured.Count));
        Attribute(xml, "time", report.Duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        Attribute(xml, "timestamp", report.StartedAt.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        Properties(xml, report);
        foreach (var threshold in report.Thresholds)
        {
            Case(xml, report, threshold);
        }

        foreach (var target in unmeasured)
        {
            xml.WriteStartElement("testcase");
            Attribute(xml, "classname", report.Plan.Name);
            Attribute(xml, "name", $"{target.Id}: {target.Text}");
            xml.WriteStartElement("skipped");
            Attribute(xml, "message", TargetWords.Observed(target));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        foreach (var (name, message) in problems)
        {
            xml.WriteStartElement("testcase");
            Attribute(xml, "classname", report.Plan.Name);
            Attribute(xml, "name", name);
            Problem(xml, "error", VerdictWords.Headline(report.Verdict.Outcome), message);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // A run without a proof must not look green to a reader that only counts failures and errors.
    private static IEnumerable<(string Name, string Message)> Proofless(RunReport report) => report.Verdict.Outcome switch
    {
        RunOutcome.Void when report.Generator.Breaches.Count > 0 =>
            report.Generator.Breaches.Select(breach => ($"the generator keeps its promise: {breach.Rule}", breach.ToString())),
        RunOutcome.NotEnoughData when report.Thresholds.Any(row => row.State == Verdict.NoData) => [],
        RunOutcome.Void or RunOutcome.Interrupted or RunOutcome.NotEnoughData => [("the run is valid", string.Join(' ', report.Verdict.Reasons))],
        _ => [],
    };

    private static void Properties(XmlWriter xml, RunReport report)
    {
        var all = report.Overall;
        xml.WriteStartElement("properties");
        foreach (var (name, value) in new[]
        {
            ("verdict", VerdictWords.Headline(report.Verdict.Outcome)), ("service time p95", Figures.Milliseconds(all.Service.P95)),
            ("response time p95", Figures.Milliseconds(all.Response.P95)), ("gap p95", Figures.Milliseconds(all.GapP95)),
            ("dropped iterations", Figures.Count(all.Dropped)),
        })
        {
            Property(xml, name, value);
        }

        foreach (var row in CertificateRows.Of(report.Generator).Where(row => row.Observed.Length > 0))
        {
            Property(xml, $"generator: {row.Title}", $"{CertificateRows.Mark(row.State)} {row.Observed}, {row.Limit}");
        }

        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        Attribute(xml, "name", name);
        Attribute(xml, "value", value);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, RunReport report, ThresholdRow row)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", report.Plan.Name);
        Attribute(xml, "name", row.Id);
        Attribute(xml, "time", report.Duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        var observed = $"observed {Figures.InUnit(row.Observed, row.Unit)}, limit {Figures.InUnit(row.Limit, row.Unit)}, margin {Figures.Margin(row.MarginRatio)}";
        if (row.State == Verdict.Failed)
        {
            Problem(xml, "failure", VerdictWords.Word(row), $"{row.Id} was crossed: {observed}");
        }
        else if (row.State == Verdict.NoData)
        {
            Problem(xml, "error", VerdictWords.Word(row), $"{row.Id} has too few samples: a threshold without data is not a pass");
        }

        xml.WriteElementString("system-out", CleanText.Of($"{VerdictWords.Word(row)}: {observed}{(VerdictWords.Bounds(row) is { Length: > 0 } bounds ? $"; {bounds}" : "")}"));
        xml.WriteEndElement();
    }

    private static void Problem(XmlWriter xml, string element, string type, string message)
    {
        xml.WriteStartElement(element);
        Attribute(xml, "type", type);
        Attribute(xml, "message", message);
        xml.WriteString(CleanText.Of(message));
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, CleanText.Of(value));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
