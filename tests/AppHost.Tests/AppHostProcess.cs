using System.Diagnostics;
using UpCoach.Testing;

namespace UpCoach.AppHost.Tests;

/// <summary>Runs the built AppHost as a user would, without a terminal.</summary>
internal static class AppHostProcess
{
    public static string Root { get; } = RepositoryRoot.Path;

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        var flavour = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var assembly = Path.Combine(Root, "artifacts", "bin", "AppHost", flavour, "UpCoach.AppHost.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", assembly, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, errors);
    }
}
