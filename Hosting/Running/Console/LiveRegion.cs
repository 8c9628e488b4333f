using System.Globalization;
using System.Text;

namespace UpCoach.Hosting.Running.Console;

/// <summary>The lines at the bottom of a terminal that are redrawn in place.</summary>
/// <remarks>
/// A picture is written in one piece, each line over its predecessor and only the rest of the line erased, so that nothing flickers; terminals
/// that know it also get it as one synchronized update (DEC mode 2026). The cursor waits on the line below. Not thread-safe.
/// </remarks>
internal sealed class LiveRegion(TextWriter output)
{
    private const string BeginUpdate = "\e[?2026h\e[?25l";
    private const string EndUpdate = "\e[?25h\e[?2026l";
    private const string EraseRestOfLine = "\e[K";
    private const string EraseBelow = "\e[J";

    // The visible length of each line on the screen.
    private int[] drawn = [];

    /// <summary>Draws lines over the ones before.</summary>
    /// <param name="above">Lines that stay, above the region.</param>
    /// <param name="lines">The region's lines, no wider than the terminal.</param>
    /// <param name="width">The terminal's width now: what was drawn for a wider one has been wrapped meanwhile.</param>
    public void Draw(IEnumerable<string> above, IReadOnlyList<string> lines, int width)
    {
        var picture = new StringBuilder(BeginUpdate);
        var height = drawn.Sum(length => Math.Max(1, (length + width - 1) / width));
        if (height > 0)
            picture.Append(CultureInfo.InvariantCulture, $"\r\e[{height}A");
        foreach (var line in above.Concat(lines))
            picture.Append(line).Append(EraseRestOfLine).Append('\n');
        output.Write(picture.Append(EraseBelow).Append(EndUpdate).ToString());
        output.Flush();
        drawn = [.. lines.Select(VisibleLength)];
    }

    private static int VisibleLength(string line)
    {
        var length = 0;
        var isSequence = false;
        foreach (var letter in line)
        {
            if (letter == '\e')
                isSequence = true;
            else if (!isSequence)
                length++;
            else if (char.IsAsciiLetter(letter))
                isSequence = false;
        }
        return length;
    }
}
