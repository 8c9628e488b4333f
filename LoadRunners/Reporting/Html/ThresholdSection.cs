using System.Globalization;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>Each threshold with what was observed and how far that is from the limit.</summary>
internal static class ThresholdSection
{
    // The limit stands at three quarters of the bar, so that a third more than the limit still shows its length.
    private const double LimitAt = 75;

    public static void Write(HtmlText html, RunReport report)
    {
        html.Open("section").Leaf("h2", "Thresholds");
        if (report.Thresholds.Count == 0)
        {
            html.Leaf("p", "The plan sets no threshold, so nothing was judged.", "note").CloseLine();
            return;
        }

        html.Open("div", ("class", "thresholds"));
        foreach (var row in report.Thresholds)
        {
            Row(html, row);
        }

        html.Close().CloseLine();
    }

    private static void Row(HtmlText html, ThresholdRow row)
    {
        html.Open("div", ("class", "threshold " + Tone(row)));
        html.Leaf("span", VerdictWords.Mark(row.State), "mark", VerdictWords.Word(row));
        html.Open("span", ("class", "what")).Leaf("code", row.Metric).Text(" ").Leaf("code", row.Expression, "expression");
        if (row.HasAborted)
        {
            html.Text(" ended the run");
        }

        html.Close();
        html.Leaf("span", Figures.InUnit(row.Observed, row.Unit), "observed");
        Bar(html, row);
        html.Leaf("span", row.MarginRatio is null ? "" : $"margin {Figures.Margin(row.MarginRatio)}", "margin");
        html.Leaf("span", VerdictWords.Word(row), "word");
        if (VerdictWords.Bounds(row) is { Length: > 0 } bounds)
        {
            html.Leaf("span", bounds, "bounds");
        }

        html.CloseLine();
    }

    private static void Bar(HtmlText html, ThresholdRow row)
    {
        var title = $"observed {Figures.InUnit(row.Observed, row.Unit)}, limit {Figures.InUnit(row.Limit, row.Unit)}";
        var length = row is { Observed: { } observed, Limit: > 0 } ? Math.Max(0.5, Place(observed, row.Limit)) : 0;
        html.Open("svg", ("class", "bar"), ("viewBox", "0 0 100 10"), ("preserveAspectRatio", "none"), ("role", "img"));
        html.Leaf("title", title);
        html.Empty("rect", ("class", "track"), ("x", "0"), ("y", "2"), ("width", "100"), ("height", "6"));
        if (length > 0)
        {
            html.Empty("rect", ("class", "fill"), ("x", "0"), ("y", "2"), ("width", Number(length)), ("height", "6"));
        }

        if (row is { Bounds: { Low: not null } or { High: not null }, Limit: > 0 })
        {
            // An open end reaches to the edge: nothing is known there.
            var (from, to) = (Place(row.Bounds!.Low ?? 0, row.Limit), Place(row.Bounds.High ?? double.MaxValue, row.Limit));
            html.Empty("rect", ("class", "reach"), ("x", Number(from)), ("y", "4.2"), ("width", Number(Math.Max(0.6, to - from))), ("height", "1.6"));
        }

        html.Empty("rect", ("class", "limit"), ("x", LimitAt.ToString("0", CultureInfo.InvariantCulture)), ("y", "0"), ("width", "0.6"), ("height", "10"));
        html.Close();
    }

    private static double Place(double value, double limit) => Math.Clamp(value / limit * LimitAt, 0, 100);

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Tone(ThresholdRow row) => row.State switch
    {
        Verdict.NoData => "unknown",
        Verdict.Failed => "bad", // it decides the verdict, certain or not
        _ => row.IsCertain ? "good" : "unknown",
    };
}
