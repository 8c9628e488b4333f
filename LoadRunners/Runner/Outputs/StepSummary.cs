using System.Text;
using UpCoach.LoadRunners.Reporting.Markdown;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>Appends the report to the summary of a GitHub Actions step, where there is one.</summary>
internal static class StepSummary
{
    /// <summary>The variable that names the step's summary file.</summary>
    public const string Variable = "GITHUB_STEP_SUMMARY";

    // GitHub takes 1 MiB a step and then shows nothing of it.
    private const int MostBytes = 1_000_000;
    private const string Cut = "\n\nThe rest is in report.md of the run's folder.\n";

    /// <summary>Appends it.</summary>
    /// <returns>Why it could not; null when it did, or when there is no such file.</returns>
    public static string? Append(RunnerContext context, RunReport report)
    {
        if (context.Variable(Variable) is not { } file)
        {
            return null;
        }

        try
        {
            var text = new MarkdownReportWriter().Write(report) + "\n";
            var room = MostBytes - (File.Exists(file) ? (int)Math.Min(MostBytes, new FileInfo(file).Length) : 0);
            File.AppendAllText(file, Fit(text, room));
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"the step summary could not be written: {problem.Message}";
        }
    }

    private static string Fit(string text, int room)
    {
        if (Encoding.UTF8.GetByteCount(text) <= room)
        {
            return text;
        }

        // Whole lines only: half a table row breaks the table.
        var lines = new StringBuilder();
        var bytes = Encoding.UTF8.GetByteCount(Cut);
        foreach (var line in text.Split('\n'))
        {
            bytes += Encoding.UTF8.GetByteCount(line) + 1;
            if (bytes > room)
            {
                break;
            }

            lines.Append(line).Append('\n');
        }

        return lines.Length == 0 ? "" : lines.Append(Cut).ToString();
    }
}
