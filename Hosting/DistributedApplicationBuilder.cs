using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Eventing;
using UpCoach.Hosting.Publishing;
using UpCoach.Hosting.Running;

namespace UpCoach.Hosting;

/// <summary>Draws an application for this host.</summary>
public sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private const string PublisherKey = "Publishing:Publisher";

    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--publisher"] = PublisherKey,
        ["--output-path"] = ManifestPublisher.OutputPathKey,
    };

    private readonly HostApplicationBuilder _host;

    /// <summary>Starts a drawing.</summary>
    /// <param name="options">The command line and where the AppHost lives.</param>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        AppHostDirectory = FindDirectory(options.AssemblyName);
        _host = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppHostDirectory });
        _host.Configuration
            .AddJsonFile(Path.Combine(AppHostDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(AppHostDirectory, $"appsettings.{_host.Environment.EnvironmentName}.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(options.Args ?? [], Switches);
        var publisher = Configuration[PublisherKey];
        ExecutionContext = publisher is null
            ? new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run)
            : new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish, publisher);
        Services.AddHealthChecks();
        Services.AddSingleton(new DistributedApplicationModel(Resources));
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton<ResourceNotificationService>();
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton(services => new ResourceCommandService(services.GetRequiredService<DistributedApplicationModel>(), services));
        Services.TryAddSingleton(TimeProvider.System);
        Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        if (ExecutionContext.IsPublishMode)
        {
            Services.AddSingleton<IHostedService, ManifestPublisher>();
        }
        else
        {
            Services.AddOrchestrator(showsTable: !options.DisableDashboard);
        }
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc/>
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc/>
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        var host = _host.Build();
        var checks = host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name);
        var errors = ModelValidator.Validate([.. Resources], checks.ToHashSet());
        if (errors.Count > 0)
        {
            host.Dispose();
            throw new DistributedApplicationException(string.Join(System.Environment.NewLine, errors));
        }

        return new DistributedApplication(host);
    }

    // The build writes the project's path into the assembly, as Aspire's does.
    private static string FindDirectory(string? assemblyName)
    {
        var assembly = assemblyName is null ? Assembly.GetEntryAssembly() : Assembly.Load(assemblyName);
        var path = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => string.Equals(metadata.Key, "AppHostProjectPath", StringComparison.OrdinalIgnoreCase))?.Value;
        return path ?? Directory.GetCurrentDirectory();
    }
}
