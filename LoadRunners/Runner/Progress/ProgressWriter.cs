using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;

namespace UpCoach.LoadRunners.Runner.Progress;

/// <summary>Prints progress as plain lines, as often as was asked, and the last look at the end.</summary>
internal sealed class ProgressWriter(TextWriter output, ProgressMode mode) : IProgressView
{
    private static readonly TimeSpan SparseStep = TimeSpan.FromSeconds(10);
    private readonly ProgressLines _lines = new();
    private TimeSpan _next = TimeSpan.FromSeconds(1);
    private (IntervalSnapshot Second, IReadOnlyList<LoadProgress> Members)? _unprinted;

    /// <inheritdoc/>
    public void Write(IntervalSnapshot second, IReadOnlyList<LoadProgress> members)
    {
        _unprinted = (second, members);
        var end = second.Start + second.Length;
        if (mode == ProgressMode.EachSecond || (mode == ProgressMode.Sparse && end >= _next))
        {
            _next = end + SparseStep;
            Finish();
        }
    }

    /// <inheritdoc/>
    public void Refresh()
    {
        // Lines tell of seconds, and the next one comes soon.
    }

    /// <summary>Prints what was not yet printed.</summary>
    public void Finish()
    {
        if (mode == ProgressMode.None || _unprinted is not { } last)
        {
            return;
        }

        // One write, so that a reader who redraws the block in place never sees half of it.
        output.Write(string.Concat(_lines.Of(last.Second, last.Members).Select(line => line + "\n")));
        output.Flush();
        _unprinted = null;
    }
}
