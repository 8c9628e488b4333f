using UpCoach.LoadRunners.Runner.Progress.Live;
using UpCoach.LoadRunners.Runner.Runs;
using UpCoach.LoadRunners.Runner.Steering;

namespace UpCoach.LoadRunners.Runner.Progress;

/// <summary>Chooses how a run is shown.</summary>
internal static class ProgressViews
{
    /// <summary>Live on a terminal, unless plain lines or silence were asked for; plain lines elsewhere.</summary>
    public static IProgressView Of(RunnerContext context, LoadTestOptions options, IReadOnlyList<IRunMember> members, LoadSession session, RunSteering steering)
    {
        if (context.Terminal is not { } terminal || options.IsQuiet || context.Variable(ProgressModes.Variable) is not null)
        {
            return new ProgressWriter(context.Out, options.Progress);
        }

        var targets = string.Join(", ", members.Select(member => member.Target.ToString()).Distinct());
        var view = new LiveConsole(terminal, new LiveModel(options.Plan.Plan, targets), session.Judge, context.ReadKey is not null && steering.CanSteer ? () => steering.State : null);
        (context.Error as LiveErrors)?.Above(view);
        return view;
    }
}
