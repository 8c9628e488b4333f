using Spectre.Console;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>Finds out whether a person is looking.</summary>
internal static class Terminals
{
    /// <summary>Gives the terminal that standard output is.</summary>
    /// <returns>Null where it is a file, a pipe, or a terminal that can't move its cursor.</returns>
    public static IAnsiConsole? OfThisProcess()
    {
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb")
        {
            return null;
        }

        return AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(Console.Out) });
    }

    /// <summary>Gives standard error; where it is the same terminal as a live view, one that gets along with it.</summary>
    public static TextWriter ErrorsOfThisProcess() =>
        Console.IsErrorRedirected || OfThisProcess() is null ? Console.Error : new LiveErrors(Console.Error);

    /// <summary>Gives a reader of this process' keyboard.</summary>
    /// <returns>Null where standard input is no keyboard.</returns>
    public static Func<char?>? KeysOfThisProcess() =>
        Console.IsInputRedirected ? null : () => Console.KeyAvailable ? Console.ReadKey(intercept: true).KeyChar : null;
}
