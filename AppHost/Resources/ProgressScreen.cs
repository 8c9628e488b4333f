namespace UpCoach.AppHost.Resources;

/// <summary>Prints the load test's output. On a terminal the block that begins with <c>running (</c> is redrawn in place.</summary>
/// <param name="output">The console.</param>
/// <param name="isTerminal">Whether the cursor can be moved.</param>
internal sealed class ProgressScreen(TextWriter output, bool isTerminal)
{
    private const string BlockStart = "running (";
    private const string BlockLine = "  ";
    private const string ClearToEnd = "\e[0J";
    private int _blockLines;

    /// <summary>Prints a line.</summary>
    public void Write(string line)
    {
        if (!isTerminal)
        {
            output.WriteLine(line);
            return;
        }

        if (line.StartsWith(BlockStart, StringComparison.Ordinal))
        {
            if (_blockLines > 0)
            {
                output.Write($"\e[{_blockLines}F{ClearToEnd}");
            }

            _blockLines = 1;
        }
        else
        {
            _blockLines = _blockLines > 0 && line.StartsWith(BlockLine, StringComparison.Ordinal) ? _blockLines + 1 : 0;
        }

        output.WriteLine(line);
    }

    /// <summary>Takes off the time stamp that Aspire's own host puts before each line.</summary>
    public static string WithoutTimestamp(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space >= 20 && line[10] == 'T' && DateTimeOffset.TryParse(
            line.AsSpan(0, space), System.Globalization.CultureInfo.InvariantCulture, out _) ? line[(space + 1)..] : line;
    }
}
