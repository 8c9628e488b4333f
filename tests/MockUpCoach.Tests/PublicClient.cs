using System.ComponentModel;
using System.Diagnostics;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests;

/// <summary>A script of tests/Clients, with libraries of the npm registry that know nothing of this project.</summary>
/// <param name="name">Its folder.</param>
/// <param name="library">The library whose folder tells that they are installed.</param>
internal sealed class PublicClient(string name, string library)
{
    private readonly string folder = Path.Combine(RepositoryRoot.Path, "tests", "Clients", name);

    /// <summary>Installs the libraries if they are not there; skips the test where that can't be done.</summary>
    public async Task EnsureInstalledAsync()
    {
        if (Directory.Exists(Path.Combine(folder, "node_modules", library)))
            return;
        var (exitCode, output) = await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", [], "ci", "--no-audit", "--no-fund");
        Assert.SkipWhen(exitCode != 0, $"{library} can't be installed from npm: {output}");
    }

    /// <summary>Runs the script; skips the test where there is no node.</summary>
    /// <param name="secrets">What it is told by its environment.</param>
    /// <param name="arguments">The script and what it is told openly.</param>
    public Task<(int ExitCode, string Output)> RunAsync(Dictionary<string, string?> secrets, params string[] arguments) => RunAsync("node", secrets, arguments);

    private async Task<(int ExitCode, string Output)> RunAsync(string program, Dictionary<string, string?> environment, params string[] arguments)
    {
        try
        {
            var stop = TestContext.Current.CancellationToken;
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (key, value) in environment)
                start.Environment[key] = value;
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
            await process.WaitForExitAsync(stop);
            return (process.ExitCode, await output + await error);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }
    }
}
