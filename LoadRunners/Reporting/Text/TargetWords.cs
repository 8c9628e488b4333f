using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Text;

/// <summary>How the checklist is said, the same in every format.</summary>
public static class TargetWords
{
    /// <summary>The mark beside a target; a target that was not measured has neither tick nor cross.</summary>
    public static string Mark(TargetRow row) => row is { Judged: null } ? "-" : VerdictWords.Mark(row.State);

    /// <summary>What was observed, or why nothing was.</summary>
    public static string Observed(TargetRow row) => row.Judged is { } judged ? Figures.InUnit(judged.Observed, judged.Unit) : $"not measured here: {row.Unmeasured}";

    /// <summary>What it was judged by: <c>ws_connecting p(95)&lt;2000</c>; empty where it was not.</summary>
    public static string Measure(TargetRow row) => row.Judged is { } judged ? $"{judged.Metric} {judged.Expression}" : "";

    /// <summary>The checklist in one line: <c>41 of 52 targets were measured: 40 pass, 1 fails, 0 without enough data</c>.</summary>
    public static string Count(IReadOnlyList<TargetRow> rows)
    {
        var measured = rows.Where(row => row.Judged is not null).ToList();
        return $"{measured.Count} of {rows.Count} targets were measured: {Of(Verdict.Passed)} pass, {Of(Verdict.Failed)} fail, {Of(Verdict.NoData)} without enough data";

        int Of(Verdict state) => measured.Count(row => row.State == state);
    }
}
