using System.Globalization;

namespace UpCoach.Hosting.LocalImages.Programs;

/// <summary>Turns the lines of an installation into few lines for the reader.</summary>
/// <remarks>apt's status lines are <c>dlstatus:NUMBER:PERCENT:TEXT</c> and <c>pmstatus:PACKAGE:PERCENT:TEXT</c> (apt documentation, README.progress-reporting).</remarks>
internal sealed class AptProgress(IProgress<string> progress)
{
    private const int Step = 25;
    private string phase = "";
    private int shown = -1;

    /// <summary>Reads one line.</summary>
    public void Add(string line)
    {
        if (line.StartsWith("phase: ", StringComparison.Ordinal))
        {
            shown = -1;
            progress.Report(line["phase: ".Length..]);
            return;
        }
        var fields = line.Split(':', 4);
        if (fields.Length < 4 || fields[0] is not ("dlstatus" or "pmstatus")
            || !double.TryParse(fields[2], CultureInfo.InvariantCulture, out var percent))
            return;
        var name = fields[0] == "dlstatus" ? "downloading packages" : "unpacking packages";
        var reached = (int)percent / Step * Step;
        if (name == phase && reached <= shown)
            return;
        (phase, shown) = (name, reached);
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{name} {reached} %"));
    }
}
