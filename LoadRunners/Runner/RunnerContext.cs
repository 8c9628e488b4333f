using System.Collections;
using Spectre.Console;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Runner;

/// <summary>Everything that a command takes from outside, so that a test can hand it in.</summary>
public sealed record RunnerContext
{
    /// <summary>The scenarios that plans may name.</summary>
    public required ScenarioCatalog Catalog { get; init; }

    /// <summary>Where progress and summaries go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The terminal that <see cref="Out"/> is; null where it is a file or a pipe.</summary>
    public IAnsiConsole? Terminal { get; init; }

    /// <summary>Gives a key that was pressed, or null, without waiting; null itself where there is no keyboard.</summary>
    public Func<char?>? ReadKey { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gives the context of this process.</summary>
    public static RunnerContext OfThisProcess() => new()
    {
        Catalog = RunnerCatalog.Default,
        Out = Console.Out,
        Error = Progress.Live.Terminals.ErrorsOfThisProcess(),
        Terminal = Progress.Live.Terminals.OfThisProcess(),
        ReadKey = Progress.Live.Terminals.KeysOfThisProcess(),
        WorkingDirectory = Directory.GetCurrentDirectory(),
        Environment = EnvironmentOfThisProcess(),
    };

    /// <summary>Gives this process's environment variables.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOfThisProcess() => System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    /// <summary>Gives a variable, or null where it is absent or empty.</summary>
    public string? Variable(string name) => Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
