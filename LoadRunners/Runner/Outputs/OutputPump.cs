using System.Threading.Channels;
using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>Stands between the run and an output, so that a slow or broken output costs its own seconds and nothing of the run.</summary>
internal sealed class OutputPump(string name, IRunOutput output) : IAsyncDisposable
{
    private const int MostWaiting = 120;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan InterruptedPatience = TimeSpan.FromSeconds(1);

    private readonly Channel<IntervalSnapshot> _seconds = Channel.CreateBounded<IntervalSnapshot>(MostWaiting);
    private readonly CancellationTokenSource _giveUp = new();
    private Task _pumping = Task.CompletedTask;
    private long _taken;
    private long _lost;
    private string _problem = "it is too slow";

    /// <summary>Opens the output.</summary>
    /// <exception cref="CommandException">It can't be opened; nothing was loaded yet.</exception>
    public async Task OpenAsync(OutputRun run, CancellationToken stop)
    {
        try
        {
            await output.OpenAsync(run, stop);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--out {name} can't be opened: {problem.Message}", problem);
        }

        _pumping = PumpAsync();
    }

    /// <summary>Takes one second; never waits.</summary>
    public void Take(IntervalSnapshot second)
    {
        _taken++;
        if (!_seconds.Writer.TryWrite(second))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>Writes what waits, and ends.</summary>
    /// <param name="stop">Cancelled when a person wants to leave: then a moment is waited, no more.</param>
    /// <returns>What was lost, in plain words; null when nothing was.</returns>
    public async Task<string?> CloseAsync(CancellationToken stop)
    {
        _seconds.Writer.TryComplete();
        _giveUp.CancelAfter(stop.IsCancellationRequested ? InterruptedPatience : Patience);
        await using var hurry = stop.Register(() => _giveUp.CancelAfter(InterruptedPatience));
        await _pumping;
        try
        {
            await output.CloseAsync(_giveUp.Token);
        }
        catch (Exception problem) when (IsOfTheOutput(problem))
        {
            _problem = problem.Message;
            _lost = Math.Max(_lost, 1);
        }

        return _lost == 0 ? null : $"--out {name} lost {_lost} of {_taken} seconds: {_problem}";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _seconds.Writer.TryComplete();
        await _giveUp.CancelAsync();
        await _pumping;
        await output.DisposeAsync();
        _giveUp.Dispose();
    }

    private async Task PumpAsync()
    {
        await foreach (var second in _seconds.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await output.WriteAsync(second, _giveUp.Token);
            }
            catch (Exception problem) when (IsOfTheOutput(problem))
            {
                _problem = problem is OperationCanceledException ? "it did not take them in time" : problem.Message;
                Interlocked.Increment(ref _lost);
            }
        }
    }

    private static bool IsOfTheOutput(Exception problem) => problem is IOException or UnauthorizedAccessException or OperationCanceledException;
}
