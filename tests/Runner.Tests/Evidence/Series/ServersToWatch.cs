using UpCoach.Testing;

namespace UpCoach.Runner.Tests.Evidence.Series;

/// <summary>A primary, a replica and Redis.</summary>
public sealed class ServersToWatch : IAsyncLifetime
{
    public LabServers Servers { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Servers = await LabServers.StartAsync();

    public ValueTask DisposeAsync() => Servers.DisposeAsync();
}
