using System.CommandLine;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary>The command line. A new command is a file and a line here.</summary>
public static class RunnerCommands
{
    /// <summary>Parses and runs one command.</summary>
    /// <returns>The process exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, RunnerContext context, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(context);
        var root = new RootCommand("UpCoach load runner: runs load plans (k6 options JSON) against any system.")
        {
            RunCommand.Create(context),
            AgentCommand.Create(context),
            CoordinateCommand.Create(context),
            ValidateCommand.Create(context),
            ReportCommand.Create(context),
            ScenariosCommand.Create(context),
        };
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                throw new CommandException(ExitCodes.BadInput, args.Count == 0
                    ? [$"no command was given; allowed are {string.Join(", ", root.Subcommands.Select(command => command.Name))}; each explains itself with --help"]
                    : [.. parsed.Errors.Select(error => error.Message)]);
            }

            // Signals are ours: the library's own handling would cut the writing of the result short.
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = context.Out,
                Error = context.Error,
            };
            return await parsed.InvokeAsync(invocation, stop);
        }
        catch (CommandException failure)
        {
            foreach (var message in failure.Messages)
            {
                await context.Error.WriteLineAsync($"error: {message}");
            }

            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("error: stopped before the load began; nothing was measured");
            return ExitCodes.Interrupted;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"error: {problem.Message.ReplaceLineEndings(" ")}");
            return ExitCodes.LabFailed;
        }
    }
}
