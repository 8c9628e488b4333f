using Microsoft.Extensions.Options;
using Npgsql;

namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>Copies waiting events into the database, many at a time. While the database is away the queue fills, and then requests are refused.</summary>
internal sealed partial class EventWriter(
    EventQueue queue, EventTable table, AnalyticsMetrics metrics, IOptions<AnalyticsOptions> options, TimeProvider clock, ILogger<EventWriter> log) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // Ended by StopAsync once the queue is empty or the host's patience is over, not by the host's first sign to stop.
    private readonly CancellationTokenSource giveUp = new();
    private readonly CancellationTokenSource hurry = new();

    /// <summary>Lets no more events in, and waits until those that are in are written, as long as the host waits.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        await hurry.CancelAsync();
        if (ExecuteTask is { } writing)
            await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await giveUp.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        giveUp.Dispose();
        hurry.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<UserEvent>();
        try
        {
            while (await queue.WaitAsync(giveUp.Token))
            {
                queue.TakeInto(batch, options.Value.CopyRows);
                if (batch.Count < options.Value.CopyRows)
                {
                    await Task.Delay(options.Value.Linger, clock, hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    queue.TakeInto(batch, options.Value.CopyRows);
                }

                await WriteAsync(batch, giveUp.Token);
                queue.Release(batch.Count);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            metrics.Lost(batch.Count);
        }
    }

    private async Task WriteAsync(List<UserEvent> batch, CancellationToken stop)
    {
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await table.WriteAsync(batch, stop);
                metrics.Written(batch.Count);
                return;
            }
            catch (NpgsqlException e) when (e is not PostgresException || e.IsTransient)
            {
                // The database is away, or asked to try again. The batch is whole or not there, so it can be sent again.
                Delayed(log, batch.Count, e.Message);
                await Task.Delay(pause, clock, stop);
            }
            catch (PostgresException e)
            {
                // It would fail again: one batch is given up rather than all that follow.
                metrics.Lost(batch.Count);
                Lost(log, batch.Count, e.MessageText);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} events wait for the database: {Reason}")]
    private static partial void Delayed(ILogger log, int count, string reason);

    [LoggerMessage(LogLevel.Error, "{Count} events could not be written: {Reason}")]
    private static partial void Lost(ILogger log, int count, string reason);
}
