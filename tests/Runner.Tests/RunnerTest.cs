namespace UpCoach.Runner.Tests;

/// <summary>Gives each test a runner and a system of its own: a request that an ended run still had under way is counted for no other test.</summary>
public abstract class RunnerTest : IAsyncLifetime
{
    private protected readonly RunnerBench _bench = new();
    private protected readonly TestSystem _system = new();

    public ValueTask InitializeAsync() => _system.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        _bench.Dispose();
        GC.SuppressFinalize(this);
    }
}
