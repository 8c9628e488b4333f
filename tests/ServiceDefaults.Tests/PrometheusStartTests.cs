using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using UpCoach.Testing;

namespace UpCoach.ServiceDefaults.Tests;

/// <summary>deploy/prometheus, run by the machine's own shell and judged by Prometheus' own tool.</summary>
[Trait("kind", "server")]
[SupportedOSPlatform("linux")]
public sealed class PrometheusStartTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("upcoach-prometheus").FullName;

    [Fact]
    public async Task Start_Targets_WritesAConfigurationThatPromtoolAccepts()
    {
        var (exitCode, output) = await StartAsync("upcoach/upcoach-1=127.0.0.1:5001 cdn/cdn-us-east=127.0.0.1:5002");
        Assert.True(exitCode == 0, output);

        var (judged, verdict) = await RunAsync("promtool", ["check", "config", Path.Combine(_folder, "prometheus.yml")], []);

        Assert.True(judged == 0, verdict);
        using var targets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "targets.json"), Stop));
        Assert.Equal(
            [("127.0.0.1:5001", "upcoach", "upcoach-1"), ("127.0.0.1:5002", "cdn", "cdn-us-east")],
            targets.RootElement.EnumerateArray().Select(target => (
                target.GetProperty("targets")[0].GetString()!,
                target.GetProperty("labels").GetProperty("job").GetString()!,
                target.GetProperty("labels").GetProperty("instance").GetString()!)));
    }

    [Fact]
    public async Task Start_Arguments_ArePassedOnToPrometheus()
    {
        var (_, output) = await StartAsync("upcoach/upcoach-1=127.0.0.1:5001", "--storage.tsdb.path=/data", "--web.listen-address=127.0.0.1:9");

        Assert.Equal($"--config.file={_folder}/prometheus.yml --storage.tsdb.path=/data --web.listen-address=127.0.0.1:9", output.Trim());
    }

    [Fact]
    public async Task Start_NoTargets_WritesAnEmptyList()
    {
        await StartAsync("");

        using var targets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "targets.json"), Stop));
        Assert.Equal(0, targets.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("upcoach-1=127.0.0.1:5001")]
    [InlineData("upcoach/upcoach-1")]
    [InlineData("upcoach/upcoach-1=127.0.0.1")]
    public async Task Start_TargetOfAnotherForm_StopsAndNamesIt(string target)
    {
        var (exitCode, output) = await StartAsync(target);

        Assert.Equal(64, exitCode);
        Assert.Contains($"'{target}'", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // In place of the server stands a program that prints its arguments: what is tested ends where Prometheus begins.
    private async Task<(int ExitCode, string Output)> StartAsync(string targets, params string[] arguments)
    {
        var programs = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        var server = Path.Combine(programs, "prometheus");
        await File.WriteAllTextAsync(server, "#!/bin/sh\necho \"$@\"\n", Stop);
        File.SetUnixFileMode(server, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await RunAsync("/bin/sh", [Path.Combine(Source, "start.sh"), .. arguments], new()
        {
            ["CONFIG_SOURCE"] = Source,
            ["CONFIG_FOLDER"] = _folder,
            ["SCRAPE_TARGETS"] = targets,
            ["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}",
        });
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output + await errors);
    }

    private static string Source => Path.Combine(RepositoryRoot.Path, "deploy", "prometheus");
}
