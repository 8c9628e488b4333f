using System.Text;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>Standard error on a terminal: while a live view is shown, a line goes above it and does not tear it.</summary>
internal sealed class LiveErrors(TextWriter inner) : TextWriter
{
    private readonly Lock _lock = new();
    private LiveConsole? _view; // under _lock

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Shows lines above a view from now on.</summary>
    public void Above(LiveConsole view)
    {
        lock (_lock) _view = view;
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        lock (_lock)
        {
            if (_view is { } view) view.Interrupt(() => inner.WriteLine(value));
            else inner.WriteLine(value);
            inner.Flush();
        }
    }

    /// <inheritdoc/>
    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);
}
