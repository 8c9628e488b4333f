using System.CommandLine;
using UpCoach.LoadRunners.Runner.Agents;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary><c>agent</c>: waits for a coordinator.</summary>
internal static class AgentCommand
{
    public static Command Create(RunnerContext context)
    {
        var command = new Command("agent", $"Waits for a coordinator on ASPNETCORE_URLS; the shared secret is in {AgentToken.Variable}.");
        command.SetAction(async (_, stop) =>
        {
            await AgentServer.RunAsync(context, stop);
            return ExitCodes.Done;
        });
        return command;
    }
}
