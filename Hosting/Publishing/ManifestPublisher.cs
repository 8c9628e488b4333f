using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Publishing;

/// <summary>Writes the manifest instead of starting anything, then ends the host. A failure is an exception of the start.</summary>
internal sealed class ManifestPublisher(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext executionContext,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime) : IHostedService
{
    public const string OutputPathKey = "Publishing:OutputPath";
    private const string Name = "manifest";
    private const string FileName = "aspire-manifest.json";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (executionContext.PublisherName != Name)
        {
            throw new DistributedApplicationException($"The publisher '{executionContext.PublisherName}' is unknown; this host has: {Name}.");
        }

        var output = configuration[OutputPathKey] ?? throw new DistributedApplicationException("The manifest needs --output-path FILE or DIR.");
        var path = Path.GetFullPath(output);
        path = Directory.Exists(path) || Path.EndsInDirectorySeparator(output) || Path.GetExtension(path).Length == 0
            ? Path.Combine(path, FileName)
            : path;
        var folder = Path.GetDirectoryName(path)!;
        var manifest = await new ManifestWriter(executionContext, folder).WriteAsync(model, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(path, manifest, cancellationToken).ConfigureAwait(false);
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
