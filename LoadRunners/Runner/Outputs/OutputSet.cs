using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>All outputs of a run.</summary>
internal sealed class OutputSet : IAsyncDisposable
{
    private readonly List<OutputPump> _pumps;

    public OutputSet(RunnerContext context, IReadOnlyList<OutputAddress> addresses) =>
        _pumps = [.. addresses.Select(address => new OutputPump(address.ToString(), OutputKinds.All[address.Kind!](context, address.Where)))];

    /// <summary>Opens all.</summary>
    /// <exception cref="CommandException">One can't be opened.</exception>
    public async Task OpenAsync(OutputRun run, CancellationToken stop)
    {
        foreach (var pump in _pumps)
        {
            await pump.OpenAsync(run, stop);
        }
    }

    /// <summary>Takes one second; never waits.</summary>
    public void Take(IntervalSnapshot second) => _pumps.ForEach(pump => pump.Take(second));

    /// <summary>Ends all.</summary>
    /// <returns>What was lost.</returns>
    public async Task<IReadOnlyList<string>> CloseAsync(CancellationToken stop) =>
        [.. (await Task.WhenAll(_pumps.Select(pump => pump.CloseAsync(stop)))).OfType<string>()];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var pump in _pumps)
        {
            await pump.DisposeAsync();
        }
    }
}
