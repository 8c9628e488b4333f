using UpCoach.Testing;

[assembly: AssemblyFixture(typeof(UpCoach.Tests.ServerMachineFixture))]

namespace UpCoach.Tests;

/// <summary>Takes a place on the machine before the first test of an assembly. Compiled into each project with NeedsServers.</summary>
public sealed class ServerMachineFixture : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await ServerMachine.ReserveAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
