using System.Globalization;
using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.Running.Processes;
using UpCoach.Hosting.Tests.Processes;
using UpCoach.Testing;

namespace UpCoach.Hosting.Tests.LocalImages;

/// <summary>Runs containers by local programs, each with its data folder in one temporary folder.</summary>
public sealed class ContainerLab : IAsyncDisposable
{
    // A database's last checkpoint takes as long as the machine's disk lets it.
    private static readonly TimeSpan StopGrace = TimeSpan.FromMinutes(1);

    private readonly ProcessGuardian guardian = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("upcoach-test-").FullName;

    internal ContainerSpec Spec(string name, string image, string tag, int targetPort) => new(
        name, image, tag, null, [], new Dictionary<string, string>(), [], [new PortMapping(targetPort, FreePorts.Take(1)[0])], Path.Combine(Folder, name));

    internal string WriteFile(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    internal RunningContainer Start(ContainerSpec spec)
    {
        var image = LocalImageCatalog.Default.Find(spec.Image)!;
        var command = image.Prepare(spec, image.Find(spec.Tag)!);
        var lines = new OutputLines();
        return new RunningContainer(spec, guardian.Start(command.Process with { StopGrace = StopGrace }, lines.Add), command.Readiness, lines);
    }

    internal async Task<RunningContainer> StartReadyAsync(ContainerSpec spec)
    {
        var container = Start(spec);
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(container.Child.Exited.IsCompleted, $"{spec.Name} ended:\n{container.Lines}");
                return await container.Readiness.IsReadyAsync(TestContext.Current.CancellationToken);
            },
            string.Create(CultureInfo.InvariantCulture, $"{spec.Name} is ready"), TestContext.Current.CancellationToken);
        return container;
    }

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    internal async Task<string> RunAsync(string program, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var lines = new OutputLines();
        var exitCode = await guardian.Start(new ProcessSpec(program, arguments, environment, "/"), lines.Add).Exited;
        Assert.True(exitCode == 0, $"{program} ended with {exitCode}:\n{lines}");
        return string.Join('\n', lines.Output);
    }

    public async ValueTask DisposeAsync()
    {
        await guardian.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
