using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>Writes <c>report.html</c>: one file that opens offline. The first screen says the verdict and why; the rest is the evidence for it.</summary>
public sealed class HtmlReportWriter : IReportWriter
{
    private static readonly string Css = ReadCss();

    /// <inheritdoc/>
    public string FileName => "report.html";

    /// <inheritdoc/>
    public string Write(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var html = new HtmlText();
        html.Open("html", ("lang", "en")).Open("head");
        html.Empty("meta", ("charset", "utf-8"));
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Leaf("title", $"{report.Plan.Name}: {VerdictWords.Headline(report.Verdict.Outcome)}");
        html.Style(Css).CloseLine();
        html.Open("body").Open("main");
        VerdictSection.Write(html, report);
        TargetSection.Write(html, report);
        ThresholdSection.Write(html, report);
        TimelineSection.Write(html, report);
        SpectrumSection.Write(html, report);
        RequestSection.Write(html, report);
        ScenarioSection.Write(html, report);
        CheckSection.Write(html, report);
        EvidenceSection.Write(html, report);
        ServerSideSection.Write(html, report);
        TopologySection.Write(html, report);
        GeneratorSection.Write(html, report);
        ReadingSection.Write(html, report);
        html.Close().Close().CloseLine();
        return html.Finish();
    }

    private static string ReadCss()
    {
        using var resource = typeof(HtmlReportWriter).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
