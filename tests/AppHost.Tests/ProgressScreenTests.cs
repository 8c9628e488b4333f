using UpCoach.AppHost.Resources;

namespace UpCoach.AppHost.Tests;

public sealed class ProgressScreenTests
{
    [Fact]
    public void Terminal_SecondBlock_ReplacesTheFirst()
    {
        Assert.Equal(
            "hello\nrunning (01s)\n  steady [>]\n\e[2F\e[0Jrunning (02s)\n  steady [=>]\nbye\n",
            Print(isTerminal: true, "hello", "running (01s)", "  steady [>]", "running (02s)", "  steady [=>]", "bye"));
    }

    [Fact]
    public void Terminal_BlockAfterOtherLines_IsNotDrawnOverThem() =>
        Assert.Equal("running (01s)\nnote\nrunning (02s)\n", Print(isTerminal: true, "running (01s)", "note", "running (02s)"));

    [Fact]
    public void NoTerminal_EveryLine_IsPrinted() =>
        Assert.Equal("running (01s)\nrunning (02s)\n", Print(isTerminal: false, "running (01s)", "running (02s)"));

    [Theory]
    [InlineData("2026-11-24T10:00:00.0000000Z running (1s)", "running (1s)")]
    [InlineData("running (1s)", "running (1s)")]
    [InlineData("", "")]
    [InlineData("a-line-of-twenty-characters-and-more T", "a-line-of-twenty-characters-and-more T")]
    public void Timestamp_IsTakenOff(string line, string expected) => Assert.Equal(expected, ProgressScreen.WithoutTimestamp(line));

    private static string Print(bool isTerminal, params string[] lines)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var screen = new ProgressScreen(output, isTerminal);
        foreach (var line in lines)
        {
            screen.Write(line);
        }

        return output.ToString();
    }
}
