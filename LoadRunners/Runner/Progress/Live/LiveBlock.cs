using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>A block of lines at the end of a terminal's output that is drawn again in place.</summary>
/// <remarks>
/// The block never fills a whole line nor the whole height, so that a terminal neither wraps nor scrolls it. When the window was made narrower since
/// the last frame, terminals wrap the lines that are there: each then takes ceil(cells / width) rows, and the cursor goes up so many.
/// </remarks>
internal sealed class LiveBlock(IAnsiConsole terminal)
{
    // A frame is shown whole or not at all where the terminal knows these (DEC private mode 2026); others ignore them.
    private const string BeginFrame = "\u001b[?2026h\u001b[?25l";
    private const string EndFrame = "\u001b[?25h\u001b[?2026l";
    private const string ClearLine = "\u001b[K";
    private const string ClearBelow = "\u001b[J";
    private const int Room = 1000;
    private const int LeastWidth = 20;
    private const int LeastHeight = 4;

    private IReadOnlyList<int> _cells = [];

    /// <summary>Draws a frame over the one before.</summary>
    public void Draw(IRenderable content)
    {
        var (width, height) = (Math.Max(LeastWidth, terminal.Profile.Width), Math.Max(LeastHeight, terminal.Profile.Height));
        // Laid out as if there were room for all, then cut: a cut line can be read, a broken one breaks the block.
        var lines = Segment.SplitLines(content.Render(RenderOptions.Create(terminal), Room))
            .Take(height - 1).Select(line => Segment.Truncate(line, width - 1)).ToList();
        var frame = new StringBuilder(BeginFrame).Append(Rise(width));
        foreach (var line in lines)
        {
            frame.Append(AnsiLine.Of(terminal, line)).Append(ClearLine).Append('\n');
        }

        Write(frame.Append(ClearBelow).Append(EndFrame));
        _cells = [.. lines.Select(line => Segment.CellCount(line))];
    }

    /// <summary>Takes the block away; what is written next stands in its place.</summary>
    public void Clear()
    {
        if (_cells.Count > 0)
        {
            Write(new StringBuilder(Rise(Math.Max(LeastWidth, terminal.Profile.Width))).Append(ClearBelow));
            _cells = [];
        }
    }

    private string Rise(int width)
    {
        var rows = _cells.Sum(cells => Math.Max(1, (cells + width - 1) / width));
        return rows == 0 ? "" : $"\r\u001b[{rows}A";
    }

    private void Write(StringBuilder text)
    {
        terminal.Profile.Out.Writer.Write(text);
        terminal.Profile.Out.Writer.Flush();
    }
}
