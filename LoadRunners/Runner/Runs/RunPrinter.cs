using UpCoach.LoadRunners.Reporting.Console;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Runner.Progress.Live;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>Says at the end of a run how it went, on the terminal or in the log.</summary>
internal static class RunPrinter
{
    /// <param name="context">Where it is said.</param>
    /// <param name="report">What is said.</param>
    /// <param name="isQuiet">Whether the summary is left out; problems and the report's place never are.</param>
    /// <param name="problems">What went wrong, one line each.</param>
    /// <param name="reportFile">The report.</param>
    public static async Task PrintAsync(RunnerContext context, RunReport report, bool isQuiet, IEnumerable<string> problems, string reportFile)
    {
        foreach (var problem in problems)
        {
            await context.Error.WriteLineAsync($"error: {problem.ReplaceLineEndings(" ")}");
        }

        if (!isQuiet && context.Terminal is { } terminal)
        {
            TerminalSummary.Write(terminal, ConsoleSummaryWriter.Write(report));
        }
        else if (!isQuiet)
        {
            await context.Out.WriteAsync(ConsoleSummaryWriter.Write(report));
        }

        await context.Out.WriteLineAsync($"\n  report: {reportFile}");
        await context.Out.FlushAsync();
    }
}
