using Spectre.Console;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>Shows a run on a terminal, redrawn in place each second; the summary that is printed after it stays in the scroll-back.</summary>
internal sealed class LiveConsole : IProgressView
{
    private readonly IAnsiConsole _terminal;
    private readonly LiveModel _model;
    private readonly Func<IReadOnlyList<ThresholdResult>> _judge;
    private readonly Func<LoadControlState>? _control;
    private readonly Lock _lock = new(); // a key and a second may come together
    private readonly LiveBlock _block;
    private bool _isOver; // under _lock

    /// <param name="terminal">Where it is drawn.</param>
    /// <param name="model">What is shown, still empty.</param>
    /// <param name="judge">Judges the thresholds on the run so far.</param>
    /// <param name="control">What is asked of the users that keys steer; null where keys do nothing.</param>
    public LiveConsole(IAnsiConsole terminal, LiveModel model, Func<IReadOnlyList<ThresholdResult>> judge, Func<LoadControlState>? control)
    {
        (_terminal, _model, _judge, _control) = (terminal, model, judge, control);
        _block = new LiveBlock(terminal);
        Refresh();
    }

    /// <inheritdoc/>
    public void Write(IntervalSnapshot second, IReadOnlyList<LoadProgress> members)
    {
        lock (_lock)
        {
            _model.Take(second, members, _judge());
            Draw();
        }
    }

    /// <inheritdoc/>
    public void Refresh()
    {
        lock (_lock) Draw();
    }

    /// <summary>Takes the view away for a moment, so that something else can be written.</summary>
    public void Interrupt(Action write)
    {
        lock (_lock)
        {
            _block.Clear();
            write();
            if (!_isOver) Draw();
        }
    }

    /// <inheritdoc/>
    public void Finish()
    {
        lock (_lock)
        {
            _isOver = true;
            _block.Clear();
        }
    }

    private void Draw() => _block.Draw(LiveFrame.Of(_model, _terminal.Profile.Width, _control?.Invoke()));
}
