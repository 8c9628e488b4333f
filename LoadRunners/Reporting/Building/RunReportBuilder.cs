using UpCoach.LoadRunners.Analysis.Generator;
using UpCoach.LoadRunners.Analysis.Verdicts;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>Computes the report of a run, once. Writers only print it.</summary>
public static class RunReportBuilder
{
    /// <summary>Computes the report.</summary>
    public static RunReport Build(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var requests = new RequestTables(record);
        var overall = requests.Overall();
        var judged = ThresholdConfidence.Of(record.Thresholds, record.Store);
        var thresholds = judged.Select(result => ThresholdRows.Of(result, record.AbortedBy)).ToList();
        var checks = CheckRows.Of(record.Store);
        var generator = Certify(record, checks);
        return new RunReport
        {
            Plan = new PlanSummary(record.Plan.Name, record.Plan.Description, record.Plan.Hash, record.Plan.Seed,
                record.Overrides.ScaleTime, record.Overrides.ScaleRate),
            Targets = record.Targets,
            StartedAt = record.StartedAt,
            EndedAt = record.StartedAt + record.Elapsed,
            Verdict = VerdictRule.Judge(new VerdictEvidence(
                judged,
                overall.Requests > 0 ? overall.Requests : record.Iterations.Values.Sum(count => count.Complete),
                record.WasInterrupted,
                generator.VoidReasons,
                record.Plan.VerdictMode)),
            Thresholds = thresholds,
            Checklist = TargetRows.Of(record.Plan.Targets, thresholds),
            Overall = overall,
            Scenarios = requests.Scenarios(),
            Endpoints = requests.Endpoints(),
            Checks = checks,
            Metrics = MetricRows.Of(record),
            Timeline = TimelineRows.Of(record.Store),
            Spectrum = [SpectrumOf(record, "service time", BuiltInMetrics.HttpReqDuration), SpectrumOf(record, "response time", BuiltInMetrics.HttpReqResponseTime)],
            Evidence = record.Evidence,
            ServerSide = record.ServerSide,
            Topology = record.Topology,
            Machine = record.Machine,
            Generator = generator,
            Agents = record.Agents,
        };
    }

    private static GeneratorCertificate Certify(RunRecord record, IReadOnlyList<CheckRow> checks)
    {
        var certificate = GeneratorRule.Certify(GeneratorObservation.Of(record.Plan, record.Store) with
        {
            CpuRatio = record.CpuRatio,
            Processes = record.Agents.Count,
            SharesMachine = record.SharesMachine,
            LostAgents = record.LostAgents,
        });
        return certificate with { Notes = [.. certificate.Notes, .. ChecksThatNeverHeld(checks), .. LeftOut(record), .. record.Notes] };
    }

    // A check judges nothing, as in k6; but one that never held means a plan for another system, and "passed" would mislead.
    private static IEnumerable<string> ChecksThatNeverHeld(IReadOnlyList<CheckRow> checks) => checks.Where(check => check.Passes == 0)
        .Select(check => $"The check '{check.Title}' never held: is this the system that the plan is written for?");

    private static IEnumerable<string> LeftOut(RunRecord record) => record.Plan.LeftOut.Select(scenario => $"{scenario.Name} was left out: {scenario.Reason}.");

    private static SpectrumLine SpectrumOf(RunRecord record, string name, MetricDefinition metric) =>
        new(name, SpectrumPoints.Of(record.Store.Query(metric.Name)));
}
