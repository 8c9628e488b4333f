using Microsoft.Extensions.Configuration;

namespace UpCoach.AppHost.Resources;

/// <summary>A folder that instances of a service share. It lives as long as the run, unless <c>keep-data</c> is set; a deployment mounts a volume there.</summary>
/// <remarks>A host that has a folder of the run says so in its configuration; with another, the folder is one of our own.</remarks>
internal sealed class SharedFolder : IHostedLifecycleService
{
    private const string RunFolderKey = "run-folder";
    private const string KeepDataKey = "keep-data";
    private const string Mounted = "/var/lib/upcoach";

    private readonly ConfigurationManager _configuration;
    private readonly Lazy<string> _path;
    private string? _own;

    private SharedFolder(string name, IDistributedApplicationBuilder builder)
    {
        _configuration = builder.Configuration;
        _path = new(() => builder.ExecutionContext.IsPublishMode ? $"{Mounted}/{name}" : Make(name));
    }

    /// <summary>Gets the folder. In a run it is made when it is first asked for.</summary>
    public string Path => _path.Value;

    /// <summary>Adds a folder.</summary>
    /// <param name="builder">The drawing.</param>
    /// <param name="name">What lies in it.</param>
    public static SharedFolder Add(IDistributedApplicationBuilder builder, string name)
    {
        var folder = new SharedFolder(name, builder);
        builder.Services.AddSingleton<IHostedService>(folder);
        return folder;
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_own is not null && !_configuration.GetValue(KeepDataKey, false))
        {
            Directory.Delete(_own, recursive: true);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Make(string name) => _configuration[RunFolderKey] is { Length: > 0 } run
        ? Directory.CreateDirectory(System.IO.Path.Combine(run, name)).FullName
        : _own = Directory.CreateTempSubdirectory($"upcoach-{name}-").FullName;
}
