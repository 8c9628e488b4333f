using System.Globalization;
using System.Text;
using Spectre.Console;

namespace UpCoach.Runner.Tests.Live;

/// <summary>A terminal of a given size whose output can be read.</summary>
internal sealed class FakeTerminal
{
    private readonly StringBuilder _output = new();

    public FakeTerminal(int width, int height)
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(TextWriter.Synchronized(new StringWriter(_output, CultureInfo.InvariantCulture))),
        });
        Resize(width, height);
    }

    public IAnsiConsole Console { get; }

    public string Output => _output.ToString();

    public void Resize(int width, int height) => (Console.Profile.Width, Console.Profile.Height) = (width, height);

    /// <summary>Gives what was written since the last call.</summary>
    public string Take()
    {
        var text = _output.ToString();
        _output.Clear();
        return text;
    }
}
