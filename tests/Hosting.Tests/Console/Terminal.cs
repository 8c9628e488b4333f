using System.Globalization;
using System.Text.RegularExpressions;

namespace UpCoach.Hosting.Tests.Console;

/// <summary>A terminal that understands the few sequences a live region uses: the oracle of what the reader sees.</summary>
internal sealed partial class Terminal(int width) : StringWriter(CultureInfo.InvariantCulture)
{
    private readonly List<string> lines = [""];
    private int row;
    private int column;

    public IReadOnlyList<string> Lines => [.. lines.Select(line => line.TrimEnd())];

    public string Screen => string.Join('\n', Lines).TrimEnd('\n');

    public override void Write(string? value)
    {
        foreach (Match token in Token().Matches(value!))
            Apply(token.Value);
    }

    private void Apply(string token)
    {
        switch (token)
        {
            case "\r":
                column = 0;
                break;
            case "\n":
                (row, column) = (row + 1, 0);
                if (row == lines.Count)
                    lines.Add("");
                break;
            case "\e[K":
                lines[row] = lines[row][..Math.Min(column, lines[row].Length)];
                break;
            case "\e[J":
                lines[row] = lines[row][..Math.Min(column, lines[row].Length)];
                lines.RemoveRange(row + 1, lines.Count - row - 1);
                break;
            case ['\e', '[', .. var count, 'A']:
                row -= int.Parse(count, CultureInfo.InvariantCulture);
                Assert.True(row >= 0, "the cursor never leaves the screen");
                break;
            case ['\e', ..]:
                break;
            default:
                Assert.True(column + token.Length <= width, $"wider than the terminal: {token}");
                lines[row] = string.Concat(lines[row].PadRight(column).AsSpan(0, column), token, lines[row].AsSpan(Math.Min(lines[row].Length, column + token.Length)));
                column += token.Length;
                break;
        }
    }

    [GeneratedRegex(@"\e\[[?0-9;]*[A-Za-z]|\r|\n|[^\e\r\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
