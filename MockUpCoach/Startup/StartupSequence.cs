using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Migrations;

namespace UpCoach.MockUpCoach.Startup;

/// <summary>From a listening port to a ready service: schema, seed, key, pools, warm code. A failure ends the process with one message and exit code 1.</summary>
internal sealed partial class StartupSequence(
    UpCoachDatabase database, MigrationRunner migrations, SigningKeyRing keys, ReplicaPositions positions, WarmUp warmUp, Readiness readiness,
    IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<StartupSequence> log) : BackgroundService
{
    private const int PoolSize = 4;

    private static readonly TimeSpan DatabasePatience = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var began = clock.GetTimestamp();
        try
        {
            await ListeningAsync(stoppingToken);
            readiness.Doing("migrating and seeding the database");
            await MigrateAsync(stoppingToken);
            readiness.Doing("loading the signing key");
            await keys.LoadAsync(stoppingToken);
            readiness.Doing("opening connections");
            await positions.PrimarySeen.WaitAsync(stoppingToken);
            await database.FillPoolsAsync(PoolSize, stoppingToken);
            readiness.BeginWarming();
            readiness.Doing("warming up");
            await warmUp.RunAsync(stoppingToken);
            readiness.BeginServing();
            Ready(log, clock.GetElapsedTime(began).TotalSeconds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was ready: nothing to report.
        }
        catch (Exception e)
        {
            readiness.Fail();
            CannotStart(log, e switch
            {
                MigrationException => e.Message,
                NpgsqlException => $"The database can't be used: {e.Message}",
                _ => $"The API can't start: {e}",
            });
            lifetime.StopApplication();
        }
    }

    // Health is asked from the beginning, and a failure must find a host that has started, or it could not be stopped in order.
    private async Task ListeningAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    private async Task MigrateAsync(CancellationToken stop)
    {
        await using var connection = await OpenPatientlyAsync(stop);
        var began = clock.GetTimestamp();
        var applied = await migrations.RunAsync(connection, stop);
        if (applied.Count > 0)
            Migrated(log, applied[^1], clock.GetElapsedTime(began).TotalSeconds);
    }

    // The database may still be starting: containers come up in any order.
    private async Task<NpgsqlConnection> OpenPatientlyAsync(CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await database.OpenPrimaryAsync(stop);
            }
            catch (NpgsqlException e) when (IsStarting(e) && clock.GetElapsedTime(began) < DatabasePatience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, stop);
            }
        }
    }

    // It does not listen, recovers, or has not been given its database yet.
    private static bool IsStarting(NpgsqlException e) =>
        e.SqlState is null or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.InvalidCatalogName;

    [LoggerMessage(LogLevel.Information, "The database is at migration {Migration} (migrated and seeded in {Seconds:F1} s).")]
    private static partial void Migrated(ILogger log, Migration migration, double seconds);

    [LoggerMessage(LogLevel.Information, "Ready after {Seconds:F1} s.")]
    private static partial void Ready(ILogger log, double seconds);

    [LoggerMessage(LogLevel.Critical, "{Reason}")]
    private static partial void CannotStart(ILogger log, string reason);
}
