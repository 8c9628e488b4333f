using System.CommandLine;
using System.Text.Json;
using UpCoach.LoadRunners.Reporting.Console;
using UpCoach.LoadRunners.Reporting.Files;
using UpCoach.LoadRunners.Reporting.Json;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary><c>report RUN_DIR</c>: renders the files of a run again; the histogram logs are left as they are.</summary>
internal static class ReportCommand
{
    public static Command Create(RunnerContext context)
    {
        var command = new Command("report", "Renders the report of a run again from its summary.json.");
        var folder = new Argument<string>("RUN_DIR") { Description = "Folder of the run, as results/latest." };
        command.Add(folder);
        command.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder)!, context.WorkingDirectory);
            var summary = Path.Combine(path, "summary.json");
            if (!File.Exists(summary))
            {
                throw new CommandException(ExitCodes.BadInput, $"'{path}' is no run: it has no summary.json");
            }

            try
            {
                var report = SummaryJsonReader.Read(File.ReadAllText(summary));
                RunDirectory.Create(path).Write(report);
                context.Out.Write(ConsoleSummaryWriter.Write(report));
                return ExitCodes.Done;
            }
            catch (JsonException problem)
            {
                throw new CommandException(ExitCodes.BadInput, $"{summary}: {problem.Message}");
            }
        });
        return command;
    }
}
