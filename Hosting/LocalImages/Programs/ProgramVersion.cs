using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace UpCoach.Hosting.LocalImages.Programs;

/// <summary>Asks a program for its version.</summary>
internal static partial class ProgramVersion
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // A program that is replaced meanwhile is asked again; and one that did not answer, which may have been the machine's fault.
    private static readonly ConcurrentDictionary<(string Path, DateTime Written), string> Known = new();

    /// <summary>Runs <c>PROGRAM --version</c>, once if it answers, and reads the version; null where the program cannot be run or names none.</summary>
    public static string? Read(string path)
    {
        var key = (path, File.GetLastWriteTimeUtc(path));
        if (Known.TryGetValue(key, out var known))
            return known;
        return Ask(path) is { } version ? Known.GetOrAdd(key, version) : null;
    }

    private static string? Ask(string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, ["--version"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Limit))
            {
                process.Kill();
                return null;
            }
            // Some programs print their version as an error.
            return Parse(output.GetAwaiter().GetResult()) ?? Parse(errors.GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }

    /// <summary>Finds the version: <c>postgres (PostgreSQL) 15.18 (Debian …)</c>, <c>Redis server v=7.0.15 sha=…</c>, <c>prometheus, version 2.42.0+ds (…)</c>.</summary>
    public static string? Parse(string text) => Pattern().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"(?:\(PostgreSQL\)\s+|\bv=|\bversion\s+v?)(\d+(?:\.\d+)*)", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
