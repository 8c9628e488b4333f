namespace UpCoach.Hosting.Running.Console;

/// <summary>Prints one line for each resource whose state has changed.</summary>
internal sealed class PlainScreen(TextWriter output, TimeProvider time) : IResourceScreen
{
    private readonly Dictionary<string, (string State, StateTone Tone, TimeSpan? StartDuration)> shown = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Update(IReadOnlyList<ResourceRow> rows)
    {
        foreach (var row in rows)
        {
            var state = (row.State, row.Tone, row.StartDuration);
            var isKnown = shown.TryGetValue(row.Name, out var before);
            if (isKnown && before == state)
                continue;
            shown[row.Name] = state;
            // That nothing has happened yet is no news.
            if (!isKnown && row is { Tone: StateTone.Muted, Note: null })
                continue;
            WriteLine(PlainText.Line(time.GetLocalNow(), row));
        }
    }

    /// <inheritdoc/>
    public void ShowProgress(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
            WriteLine(line);
    }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
