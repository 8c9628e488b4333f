using System.Text;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>A row of bars, one a second, from 0 to the greatest value.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Draws the last values; a second without a value is a gap.</summary>
    /// <param name="values">By time, null for no data.</param>
    /// <param name="width">Cells; older values fall out at the left, missing ones are blank.</param>
    public static string Of(IReadOnlyList<double?> values, int width)
    {
        var shown = values.Skip(Math.Max(0, values.Count - width)).ToList();
        var top = shown.Max() ?? 0;
        var line = new StringBuilder(width).Append(' ', Math.Max(0, width - shown.Count));
        foreach (var value in shown)
        {
            line.Append(value is not { } known ? ' ' : top <= 0 ? Bars[0] : Bars[(int)Math.Round(Math.Clamp(known / top, 0, 1) * (Bars.Length - 1))]);
        }

        return line.ToString();
    }
}
