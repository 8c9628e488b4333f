using UpCoach.LoadRunners.Engine.Targets;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>The checklist of what was asked for.</summary>
internal static class TargetRows
{
    public static IReadOnlyList<TargetRow> Of(IReadOnlyList<PlanTarget> targets, IReadOnlyList<ThresholdRow> thresholds) =>
        [.. targets.Select(target => Of(target, thresholds))];

    private static TargetRow Of(PlanTarget target, IReadOnlyList<ThresholdRow> thresholds)
    {
        var judged = target.Threshold is { } threshold ? thresholds.FirstOrDefault(row => row.Id == threshold.Id) : null;
        return new TargetRow(target.Id, target.Text, target.Group, judged?.State ?? Verdict.NoData, target.Baseline, judged, judged is null ? target.Unmeasured : null);
    }
}
