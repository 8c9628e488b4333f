using System.CommandLine;
using UpCoach.LoadRunners.Engine.Segments;
using UpCoach.LoadRunners.Runner.Agents;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary><c>run PLAN --target URL</c>: loads any system from this machine.</summary>
internal static class RunCommand
{
    private const int MostAgents = 64;

    // Agents were started before the run, by somebody who now waits for an answer.
    private static readonly TimeSpan WakeUp = TimeSpan.FromSeconds(5);

    public static Command Create(RunnerContext context)
    {
        var command = new Command("run", "Runs a plan against a system and judges it.");
        var plan = new PlanArguments();
        var segment = new SegmentArguments();
        var report = new ReportArguments();
        var target = new Option<string>("--target") { Description = "Base address of the system.", Required = true, HelpName = "URL" };
        var prometheus = new Option<string?>("--prometheus") { Description = "Where the plan's evidence is asked for.", HelpName = "URL" };
        var agents = new Option<int>("--agents") { Description = "Local agent processes that share the load; 0 for this process alone.", HelpName = "N" };
        var remote = new Option<string[]>("--agent")
        {
            Description = $"A remote agent that shares the load, started there with 'Runner agent'; as often as wanted. The secret is in {AgentToken.Variable}.",
            HelpName = "URL",
        };
        agents.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out var count) && count is >= 0 and <= MostAgents))
            {
                result.AddError($"--agents wants a number from 0 to {MostAgents}; not '{result.Tokens[0].Value}'.");
            }
        });
        plan.AddRunTo(command);
        command.Add(target);
        command.Add(agents);
        command.Add(remote);
        segment.AddTo(command);
        command.Add(prometheus);
        report.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var address = Address("--target", parsed.GetValue(target)!);
            var evidence = parsed.GetValue(prometheus) is { } given ? Address("--prometheus", given) : null;
            var loaded = plan.LoadRunnable(parsed, context);
            var options = report.Options(parsed, context, loaded, evidence);
            var addresses = (parsed.GetValue(remote) ?? []).Select(agent => Address("--agent", agent)).ToList();
            if (addresses.GroupBy(agent => agent.Authority).FirstOrDefault(same => same.Count() > 1) is { } twice)
            {
                throw new CommandException(ExitCodes.BadInput, $"--agent {twice.Key} is given twice: an agent takes one share of a run");
            }

            var count = parsed.GetValue(agents);
            var share = segment.Read(parsed, count + addresses.Count > 0);
            if (AgentLoopback.Warning(address, addresses) is { } warning)
            {
                await context.Error.WriteLineAsync($"warning: {warning}");
                options = options with { Notes = [.. options.Notes, warning] };
            }

            return count + addresses.Count == 0
                ? await RunAloneAsync(context, options, address, share, stop)
                : await RunWithAgentsAsync(context, options, address, count, addresses, stop);
        });
        return command;
    }

    private static async Task<int> RunAloneAsync(RunnerContext context, LoadTestOptions options, Uri target, ExecutionSegment segment, CancellationToken stop)
    {
        await using var member = new LocalMember(options.Plan.Plan, context.Catalog, target, segment, context.Clock);
        return await new LoadTest(context, options).RunAsync([member], stop);
    }

    private static async Task<int> RunWithAgentsAsync(
        RunnerContext context, LoadTestOptions options, Uri target, int count, List<Uri> remote, CancellationToken stop)
    {
        // Local agents alone need no secret of the user's: they get a fresh one.
        var token = remote.Count > 0 ? AgentToken.Of(context) : AgentToken.Generate();
        await using var crew = new AgentCrew();
        // Together: a process takes a second or more to start, and each is ready when its address is known.
        var processes = await Task.WhenAll(Enumerable.Range(0, count).Select(async _ => crew.Add(await AgentProcess.StartAsync(token, context.Error, stop))));
        List<(string Name, Uri Address)> all =
        [
            .. processes.Select((process, index) => ($"agent-{index + 1}", process.Address)),
            .. remote.Select(agent => (agent.Authority, agent)),
        ];
        var segments = ExecutionSegment.Partition(all.Count);
        foreach (var (index, (name, agent)) in all.Index())
        {
            crew.Add(new AgentMember(name, agent, token, options.Plan, segments[index], target, WakeUp, context.Clock));
        }

        return await new LoadTest(context, options).RunAsync(crew.Members, stop);
    }

    private static Uri Address(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new CommandException(ExitCodes.BadInput, $"{option} wants an address as http://127.0.0.1:8080; not '{text}'");
}
