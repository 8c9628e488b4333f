using Microsoft.Extensions.Options;
using Npgsql;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Startup;

namespace UpCoach.MockUpCoach.Analytics.Upkeep;

/// <summary>Keeps the materialised figures fresh and the event tables small. Of all instances one does it at a time; the others find it done.</summary>
internal sealed partial class AnalyticsUpkeep(
    UpCoachDatabase database, Readiness readiness, AnalyticsMetrics metrics, IOptions<AnalyticsOptions> options, TimeProvider clock,
    ILogger<AnalyticsUpkeep> log) : BackgroundService
{
    // Looked at more often than done: an instance that takes over from one that died is late by this, not by a whole period.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.ServingAsync(clock, stoppingToken);
        using var timer = new PeriodicTimer(options.Value.RefreshEvery < Look ? options.Value.RefreshEvery : Look, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                Postponed(log, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (await TryRunAsync(stop))
        {
            // What was done makes more to do: figures of the history that is there now.
        }
    }

    // The history is committed before figures are computed from it: while its rows of today are not, the event writer waits for them.
    private async Task<bool> TryRunAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenPrimaryAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var now = clock.GetUtcNow().UtcDateTime;
        if (await UpkeepTable.TakeTurnAsync(connection, now - options.Value.RefreshEvery, stop) is not { } turn)
            return false;
        var began = clock.GetTimestamp();
        if (!turn.HasHistory)
        {
            if (options.Value.HistoryDays > 0)
                await ActivityHistory.FillAsync(connection, options.Value.HistoryDays, now, clock, stop);
            await UpkeepTable.NoteHistoryAsync(connection, options.Value.HistoryDays, stop);
            await transaction.CommitAsync(stop);
            Derived(log, clock.GetElapsedTime(began).TotalSeconds);
            return true;
        }

        await UpkeepTable.PruneAsync(connection, now, options.Value.RawDays, stop);
        await UpkeepTable.RefreshAsync(connection, turn.HasFigures, stop);
        var took = clock.GetElapsedTime(began);
        await UpkeepTable.NoteRefreshAsync(connection, now, (int)took.TotalMilliseconds, stop);
        await transaction.CommitAsync(stop);
        metrics.Refreshed(took);
        return false;
    }

    [LoggerMessage(LogLevel.Information, "The history of analytics is derived ({Seconds:F1} s).")]
    private static partial void Derived(ILogger log, double seconds);

    [LoggerMessage(LogLevel.Warning, "The figures of analytics stay as they are for now: {Reason}")]
    private static partial void Postponed(ILogger log, string reason);
}
