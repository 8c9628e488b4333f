using System.CommandLine;
using UpCoach.LoadRunners.Engine.Segments;
using UpCoach.LoadRunners.Runner.Agents;
using UpCoach.LoadRunners.Runner.Discovery;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary><c>coordinate PLAN</c>: runs a plan on the agents that service discovery names.</summary>
internal static class CoordinateCommand
{
    // The host starts agents and coordinator together.
    private static readonly TimeSpan WakeUp = TimeSpan.FromSeconds(30);

    public static Command Create(RunnerContext context)
    {
        var command = new Command("coordinate", "Runs a plan on agents; agents (runner-*), targets (cdn-*) and prometheus come from services__NAME__http__0.");
        var plan = new PlanArguments();
        var report = new ReportArguments();
        plan.AddRunTo(command);
        report.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var loaded = plan.LoadRunnable(parsed, context);
            var token = AgentToken.Of(context);
            var agents = Services(context, "runner-", "agents");
            var targets = Services(context, "cdn-", "targets");
            var prometheus = ServiceEndpoints.Find(context.Environment, "prometheus");
            var options = report.Options(parsed, context, loaded, prometheus.Count > 0 ? prometheus[0].Address : null);
            var segments = ExecutionSegment.Partition(agents.Count);
            await using var crew = new AgentCrew();
            foreach (var (index, agent) in agents.Index())
            {
                var target = targets[index % targets.Count].Address;
                crew.Add(new AgentMember(agent.Name, agent.Address, token, loaded, segments[index], target, WakeUp, context.Clock));
            }

            return await new LoadTest(context, options).RunAsync(crew.Members, stop);
        });
        return command;
    }

    private static IReadOnlyList<(string Name, Uri Address)> Services(RunnerContext context, string prefix, string what) =>
        ServiceEndpoints.Find(context.Environment, prefix) is { Count: > 0 } found
            ? found
            : throw new CommandException(ExitCodes.BadInput, $"no {what} are known: set services__{prefix}NAME__http__0 to an address");
}
