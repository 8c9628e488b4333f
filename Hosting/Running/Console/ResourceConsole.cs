namespace UpCoach.Hosting.Running.Console;

/// <summary>Shows resources as they change: a table redrawn in place on a terminal, one plain line a change elsewhere. Thread-safe.</summary>
/// <remarks>While it is in use, nothing else may write to the terminal. <c>NO_COLOR</c> is honoured.</remarks>
public sealed class ResourceConsole : IDisposable
{
    private readonly IResourceScreen screen;
    private readonly Lock screenLock = new();

    // Under screenLock.
    private bool isOver;

    /// <summary>Uses standard output, in the way that suits it.</summary>
    /// <param name="time">The clock that changes are stamped with; default the system's.</param>
    public ResourceConsole(TimeProvider? time = null)
    {
        IsTerminal = !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        screen = IsTerminal
            ? new TerminalScreen(System.Console.Out, Size, string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
            : new PlainScreen(System.Console.Out, time ?? TimeProvider.System);
    }

    /// <summary>Gets a value indicating whether standard output is a terminal, where lines are redrawn in place.</summary>
    public bool IsTerminal { get; }

    /// <summary>Shows the present state of all resources.</summary>
    /// <param name="rows">Every resource, in the order to show.</param>
    public void Update(IReadOnlyList<ResourceRow> rows) =>
        Show(() => screen.Update(rows));

    /// <summary>Shows lines below the table that replace the ones before, such as a progress bar. Without a terminal they are simply printed.</summary>
    /// <param name="lines">The lines; none removes the block.</param>
    public void ShowProgress(IReadOnlyList<string> lines) =>
        Show(() => screen.ShowProgress(lines));

    /// <summary>Writes a line that stays, above the table.</summary>
    /// <param name="line">The text; never parsed as markup.</param>
    public void WriteLine(string line) =>
        Show(() => screen.WriteLine(line));

    /// <summary>Leaves the last picture on the screen; what comes later is not shown.</summary>
    public void Dispose()
    {
        lock (screenLock)
            isOver = true;
    }

    private void Show(Action draw)
    {
        lock (screenLock)
        {
            if (!isOver)
                draw();
        }
    }

    // A terminal that does not tell its size is taken for the classic one.
    private static (int Width, int Height) Size()
    {
        var (width, height) = (System.Console.WindowWidth, System.Console.WindowHeight);
        return (width > 0 ? width : 80, height > 0 ? height : 24);
    }
}
