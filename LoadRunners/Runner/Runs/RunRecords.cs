using UpCoach.LoadRunners.Reporting.Building;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>Turns a finished session into what a report is computed from.</summary>
internal static class RunRecords
{
    public static RunRecord Of(LoadTestOptions options, LoadSession session, LoadSessionResult result, IReadOnlyList<IRunMember> members)
    {
        var agents = members.Select(member => Agent(member, session, result)).ToList();
        var sharesMachine = ShareOneMachine(members);
        return new RunRecord
        {
            Plan = options.Plan.Plan,
            Overrides = options.Plan.Overrides,
            Targets = [.. members.Select(member => member.Target.ToString()).Distinct()],
            StartedAt = result.StartedAt,
            Elapsed = result.Elapsed,
            Store = session.Store,
            Thresholds = result.Thresholds,
            AbortedBy = result.AbortedBy,
            Iterations = Iterations(result),
            Agents = agents,
            LostAgents = options.AllowPartial && result.Lost.Count < members.Count ? [] : [.. result.Lost.Select(lost => lost.ToString())],
            // Agents of one machine share its cores; agents of several are judged by the busiest.
            CpuRatio = sharesMachine ? agents.Sum(agent => agent.CpuRatio) : agents.Max(agent => agent.CpuRatio),
            SharesMachine = sharesMachine,
            WasInterrupted = result.WasInterrupted,
            Machine = Machine.MachineProbe.Take(),
        };
    }

    public static IReadOnlyList<string> Notes(LoadSessionResult result, bool allowPartial) =>
        allowPartial ? [.. result.Lost.Select(lost => $"{lost} --allow-partial was given, so the rest was judged.")] : [];

    /// <summary>Says whether members and targets are all on this machine. A loopback target of an agent elsewhere is on that agent's machine.</summary>
    public static bool ShareOneMachine(IEnumerable<IRunMember> members) => members.All(member => member.Target.IsLoopback && !member.IsElsewhere);

    private static AgentRow Agent(IRunMember member, LoadSession session, LoadSessionResult result)
    {
        var measured = session.MeasuredBy(member.Name);
        return new AgentRow(
            member.Name,
            member.Segment.ToString(),
            member.Target.ToString(),
            measured.Requests,
            member.Cores > 0 && result.Elapsed > TimeSpan.Zero ? measured.CpuSeconds / result.Elapsed.TotalSeconds / member.Cores : null,
            Milliseconds(member.Clock?.Offset),
            Milliseconds(member.Clock?.Error),
            result.Lost.FirstOrDefault(lost => lost.Name == member.Name)?.Reason);
    }

    private static double? Milliseconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalMilliseconds, 3) : null;

    private static Dictionary<string, IterationCount> Iterations(LoadSessionResult result)
    {
        var counts = new Dictionary<string, IterationCount>(StringComparer.Ordinal);
        foreach (var scenario in result.Progress.Values.SelectMany(progress => progress.Scenarios))
        {
            counts[scenario.Name] = counts.GetValueOrDefault(scenario.Name, IterationCount.None)
                .Add(scenario.Complete, scenario.Interrupted, scenario.Dropped);
        }

        return counts;
    }
}
