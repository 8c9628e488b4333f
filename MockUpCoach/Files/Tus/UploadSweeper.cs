using Microsoft.Extensions.Options;
using Npgsql;
using UpCoach.MockUpCoach.Startup;

namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>Forgets uploads that have expired, and what killed processes left among what is being received.</summary>
internal sealed partial class UploadSweeper(
    TusStore uploads, FileFolders folders, Readiness readiness, IOptions<FilesOptions> options, TimeProvider clock, ILogger<UploadSweeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.ServingAsync(clock, stoppingToken);
        using var timer = new PeriodicTimer(options.Value.SweepInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                Later(log, e.Message);
            }
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var id in await uploads.DeleteExpiredAsync(now, stop))
            folders.Forget(id);
        folders.ForgetOlderThan(now - (2 * options.Value.UploadLifetime));
    }

    [LoggerMessage(LogLevel.Warning, "Expired uploads could not be deleted now: {Reason}")]
    private static partial void Later(ILogger log, string reason);
}
