using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.Running;

/// <summary>What runs a model on this machine.</summary>
internal static class OrchestratorServices
{
    public static void AddOrchestrator(this IServiceCollection services, bool showsTable)
    {
        services.AddSingleton(LocalImageCatalog.Default);
        services.AddSingleton<ProgramInstaller>();
        services.AddSingleton<ProcessGuardian>();
        services.AddSingleton<RunFolder>();
        services.AddSingleton<DatabaseCreation>();
        services.AddSingleton<HealthGate>();

        // Starting another kind of resource is one more launcher here.
        services.AddSingleton<ContainerLauncher>();
        services.AddSingleton<IResourceLauncher>(provider => provider.GetRequiredService<ContainerLauncher>());
        services.AddSingleton<IResourceLauncher, ProjectLauncher>();
        services.AddSingleton<IResourceLauncher, ExecutableLauncher>();
        services.AddSingleton<Orchestrator>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Orchestrator>());
        if (showsTable)
        {
            services.AddSingleton<TopologyTable>();
        }

        // Stopping has its own bound; the host's only must not come first.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }
}
