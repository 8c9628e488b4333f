using System.Text.RegularExpressions;
using Spectre.Console;
using UpCoach.LoadRunners.Runner.Progress.Live;

namespace UpCoach.Runner.Tests.Live;

public sealed partial class LiveBlockTests
{
    private readonly FakeTerminal _terminal = new(80, 24);
    private readonly LiveBlock _block;

    public LiveBlockTests() => _block = new LiveBlock(_terminal.Console);

    [Fact]
    public void SecondFrame_SameWindow_RisesByTheLinesOfTheFirst()
    {
        Draw("one", "two", "three");
        _terminal.Take();
        Draw("four");
        Assert.Equal(3, RisenRows());
    }

    [Fact]
    public void SecondFrame_WindowMadeNarrower_RisesByTheRowsThatTheTerminalWrapped()
    {
        Draw(new string('x', 70), "short");
        _terminal.Take();
        _terminal.Resize(30, 24);
        Draw("next");
        Assert.Equal(3 + 1, RisenRows());
    }

    [Fact]
    public void Frame_LinesWiderThanTheWindow_AreCutAndNeverWrap()
    {
        _terminal.Resize(40, 24);
        Draw(new string('x', 200));
        Assert.Equal(39, _terminal.Take().Count(letter => letter == 'x'));
    }

    [Fact]
    public void Frame_HigherThanTheWindow_LeavesTheCursorsLineFree()
    {
        _terminal.Resize(80, 10);
        Draw([.. Enumerable.Range(0, 50).Select(number => $"line {number}")]);
        Assert.Equal(9, _terminal.Take().Count(letter => letter == '\n'));
    }

    [Fact]
    public void Cleared_Twice_TouchesNothingTheSecondTime()
    {
        Draw("one");
        _block.Clear();
        _terminal.Take();
        _block.Clear();
        Assert.Equal("", _terminal.Take());
    }

    private void Draw(params string[] lines) => _block.Draw(new Rows(lines.Select(line => new Text(line))));

    private int RisenRows() => int.Parse(Rise().Match(_terminal.Take()).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\u001b\[(\d+)A")]
    private static partial Regex Rise();
}
