using UpCoach.Testing;

namespace UpCoach.Protocols.Tests;

/// <summary>PostgreSQL and Redis, started once for the tests that need them.</summary>
public sealed class Servers : IAsyncLifetime
{
    public LabServers Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Lab = await LabServers.StartAsync();

    public ValueTask DisposeAsync() => Lab?.DisposeAsync() ?? ValueTask.CompletedTask;
}
