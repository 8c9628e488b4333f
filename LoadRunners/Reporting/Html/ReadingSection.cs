using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>How to read the report.</summary>
internal static class ReadingSection
{
    private static readonly (string Term, string Meaning)[] Terms =
    [
        ("Service time", "From sending a request to its last byte: what the server and the network took."),
        ("Response time", "From the moment the request was due. Where users come by a schedule, a slow server also delays those behind; only this figure shows it. Where nothing is scheduled, both are equal."),
        ("Gap", "Response p95 less service p95: the waiting that service time hides."),
        ("Waiting", "From the request sent to the first byte of the answer."),
        ("Dropped iterations", "Arrivals that found no free virtual user. They sent nothing, so no percentile contains them."),
        ("Margin", "Distance from the observed value to the limit, as a share of the limit. The dark mark on a bar is the limit."),
        ("95 % bounds", "Where the true value lies, each bound with 95 %: from order statistics, Clopper-Pearson or batch means over blocks of time. The thin line on a bar."),
        ("n worth", "Requests of one run resemble their neighbours, so n of them say as much as fewer independent ones."),
        ("Not certain", "The value is on the right side of the limit, or on the wrong one, but the bounds reach over it: another run may say otherwise."),
        ("Not enough data", "Nothing, or too little, was measured. A threshold without data is not a pass; the run ends with exit code 3."),
        ("Void", "The generator or a runner broke the experiment, so the figures say nothing about the system."),
        ("Exit codes", "0 all thresholds held, 99 one was crossed, 3 not enough data or void, 105 interrupted."),
    ];

    public static void Write(HtmlText html, RunReport report)
    {
        html.Open("section").Leaf("h2", "How to read this").Open("dl");
        foreach (var (term, meaning) in Terms)
        {
            html.Leaf("dt", term).Leaf("dd", meaning);
        }

        html.Close();
        html.Leaf("p", $"This run ended with exit code {report.Verdict.ExitCode}.", "note").CloseLine();
    }
}
