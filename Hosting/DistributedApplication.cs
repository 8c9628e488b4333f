using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>A checked drawing that can be started or published.</summary>
public sealed class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;

    /// <summary>Makes an application of a host that has the model and its services.</summary>
    /// <param name="host">The host; it is disposed with the application.</param>
    public DistributedApplication(IHost host)
    {
        _host = host;
        ResourceNotifications = host.Services.GetRequiredService<ResourceNotificationService>();
        ResourceCommands = host.Services.GetRequiredService<ResourceCommandService>();
    }

    /// <inheritdoc/>
    public IServiceProvider Services => _host.Services;

    /// <summary>Gets what is known of every resource.</summary>
    public ResourceNotificationService ResourceNotifications { get; }

    /// <summary>Gets what carries out commands of resources.</summary>
    public ResourceCommandService ResourceCommands { get; }

    /// <summary>Starts a drawing without a command line.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Starts a drawing.</summary>
    /// <param name="args">The command line, read as configuration.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Starts a drawing.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        new DistributedApplicationBuilder(options);

    /// <summary>Starts every resource. Returns when each is healthy, has failed, or can't be had on this machine.</summary>
    /// <exception cref="DistributedApplicationException">Nothing could be started; the message says why and what helps.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => _host.StartAsync(cancellationToken);

    /// <summary>Stops every resource, those that others need last.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Starts the application and stops it when the host is told to, by Ctrl+C or SIGTERM; or publishes it.</summary>
    public Task RunAsync(CancellationToken cancellationToken = default) => _host.RunAsync(cancellationToken);

    /// <summary>Starts the application and stops it when the host is told to, by Ctrl+C or SIGTERM; or publishes it.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _host.Dispose();
        }
    }
}
