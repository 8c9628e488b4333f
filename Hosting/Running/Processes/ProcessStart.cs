using System.Collections;
using System.Diagnostics;

namespace UpCoach.Hosting.Running.Processes;

/// <summary>Turns a <see cref="ProcessSpec"/> into what .NET starts.</summary>
internal static class ProcessStart
{
    private static readonly string[] AlwaysInherited = ["PATH", "LANG", "LC_ALL", "TZ", "TMPDIR"];

    /// <summary>Builds the start information of a process that gets a session of its own and a mark in its environment.</summary>
    /// <exception cref="ProcessStartException">The program or the folder is missing.</exception>
    public static ProcessStartInfo For(ProcessSpec spec, string markVariable, string mark)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
            throw new ProcessStartException($"Cannot start {spec.FileName}: its working directory {spec.WorkingDirectory} does not exist.");
        var environment = EnvironmentOf(spec);
        environment[markVariable] = mark;
        // setsid replaces itself by the program: the process id stays, and becomes the id of session and group.
        var program = Executable.Find(spec.FileName, environment.GetValueOrDefault("PATH"));
        var start = new ProcessStartInfo(Executable.Find("setsid", null), [program, .. spec.Arguments])
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (spec.User is { } user && user != Environment.UserName)
            start.UserName = user;
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static Dictionary<string, string> EnvironmentOf(ProcessSpec spec)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (spec.InheritsEnvironment || AlwaysInherited.Contains(name))
                environment[name] = (string)variable.Value!;
        }
        foreach (var (name, value) in spec.Environment)
        {
            if (value is null)
                environment.Remove(name);
            else
                environment[name] = value;
        }
        return environment;
    }
}
