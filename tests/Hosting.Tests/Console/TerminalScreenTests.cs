using UpCoach.Hosting.Running.Console;

namespace UpCoach.Hosting.Tests.Console;

public sealed class TerminalScreenTests
{
    private static readonly ResourceRow[] Rows =
    [
        new("postgres", "container", "Running", StateTone.Good, "127.0.0.1:40231", TimeSpan.FromSeconds(1.44), "postgres 15.18 (image asks 17.6)"),
        new("upcoach-1", "project", "Starting", StateTone.Pending),
        new("grafana", "container", "Unavailable", StateTone.Muted, Note: "no program of this machine stands for grafana/grafana"),
    ];

    [Fact]
    public void Update_WideTerminal_ShowsEverything()
    {
        var terminal = Draw(120, Rows);
        Assert.Equal(
            """
            Name       Type       State        Endpoint         Start  Note
            postgres   container  Running      127.0.0.1:40231  1.4 s  postgres 15.18 (image asks 17.6)
            upcoach-1  project    Starting
            grafana    container  Unavailable                          no program of this machine stands for grafana/grafana
            """,
            terminal.Screen);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    [InlineData(20)]
    [InlineData(8)]
    public void Update_NarrowTerminal_NeverWraps(int width)
    {
        var terminal = Draw(width, Rows);
        Assert.Equal(4, terminal.Screen.Split('\n').Length);
        Assert.All(terminal.Lines, line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void Update_Again_ReplacesThePicture()
    {
        var terminal = Draw(120, Rows, [Rows[0] with { State = "Exited", Tone = StateTone.Bad, Note = "exit code 1" }]);
        Assert.Equal("Name      Type       State   Endpoint         Start  Note\npostgres  container  Exited  127.0.0.1:40231  1.4 s  exit code 1", terminal.Screen);
    }

    [Fact]
    public void WriteLine_AboveTheTable_Stays()
    {
        using var terminal = new Terminal(120);
        var screen = new TerminalScreen(terminal, () => (120, 40), hasColour: true);
        screen.WriteLine("first");
        screen.Update([Rows[1]]);
        screen.WriteLine("second");
        screen.ShowProgress(["running (05.8s)", "  steady [==>  ]"]);
        screen.ShowProgress(["running (06.8s)"]);
        Assert.Equal("first\nsecond\nName       Type     State\nupcoach-1  project  Starting\n\nrunning (06.8s)", terminal.Screen);
    }

    [Fact]
    public void Update_LowTerminal_ShowsWhatFits()
    {
        using var terminal = new Terminal(120);
        var screen = new TerminalScreen(terminal, () => (120, 3), hasColour: false);
        screen.Update(Rows);
        screen.Update(Rows);
        Assert.StartsWith("upcoach-1", terminal.Screen, StringComparison.Ordinal);
        Assert.Equal(2, terminal.Screen.Split('\n').Length);
    }

    [Fact]
    public void Update_MarkupAndControlCharacters_AreText()
    {
        var terminal = Draw(120, [Rows[1] with { Note = "[red]no\u001b[2J\nmarkup[/]" }]);
        Assert.EndsWith("[red]no [2J markup[/]", terminal.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_Colour_FollowsTheTone()
    {
        using var text = new StringWriter();
        new TerminalScreen(text, () => (120, 40), hasColour: true).Update([Rows[0] with { Tone = StateTone.Bad }]);
        Assert.Matches(@"\e\[[0-9;]*9?1mRunning", text.ToString());
    }

    private static Terminal Draw(int width, params IReadOnlyList<ResourceRow>[] pictures)
    {
        var terminal = new Terminal(width);
        var screen = new TerminalScreen(terminal, () => (width, 40), hasColour: true);
        foreach (var rows in pictures)
            screen.Update(rows);
        return terminal;
    }
}
