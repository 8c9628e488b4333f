using Spectre.Console;
using Spectre.Console.Rendering;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>One line as a terminal's text, whole: Spectre's own renderables break lines at the terminal's width.</summary>
internal static class AnsiLine
{
    public static string Of(IAnsiConsole terminal, params IReadOnlyList<Segment> line) => terminal.ToAnsi(new Line(line)).TrimEnd('\r', '\n');

    private sealed class Line(IReadOnlyList<Segment> segments) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }
}
