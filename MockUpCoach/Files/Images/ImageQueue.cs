using Npgsql;
using UpCoach.MockUpCoach.Files.Images.Worker;
using UpCoach.MockUpCoach.Startup;

namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>Makes the images of the queue, one after the other. Every replica does; a row's lock gives each image to one of them.</summary>
/// <remarks>
/// <code>
/// queued --take--> processing --variants--> ready
///    ^                |  |  \--bad image, three attempts--> rejected
///    |                |  \--lease over: another replica takes it
///    \--worker broke--/
/// </code>
/// </remarks>
internal sealed partial class ImageQueue(
    ImageStore images, ImageWorkshop workshop, FileFolders folders, ImageMetrics metrics, Readiness readiness, TimeProvider clock, ILogger<ImageQueue> log) : BackgroundService
{
    private const int MostAttempts = 3;

    // Looked at in vain: an image that another replica took in wakes nobody here, and is only helped with when that one is slow.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim arrival = new(0, 1);

    /// <summary>Tells that there is an image to take.</summary>
    public void Wake()
    {
        try
        {
            arrival.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been told already.
        }
    }

    public override void Dispose()
    {
        arrival.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.ServingAsync(clock, stoppingToken);
        while (true)
        {
            try
            {
                if (await images.TakeAsync(stoppingToken) is { } job)
                    await MakeAsync(job, stoppingToken);
                else
                    await arrival.WaitAsync(Look, stoppingToken);
            }
            catch (NpgsqlException e)
            {
                Later(log, e.Message);
                await Task.Delay(Look, clock, stoppingToken);
            }
        }
    }

    private async Task MakeAsync(ImageJob job, CancellationToken stop)
    {
        var source = folders.Incoming(Guid.Parse(job.Id));
        var began = clock.GetTimestamp();
        try
        {
            var report = await workshop.MakeAsync(job.Id, source, seed: 0, progress => images.MoveAsync(job, progress, stop), stop);
            await (report.Variants is { } variants ? images.FinishAsync(job, variants, stop) : images.RejectAsync(job, report.Rejection!, stop));
            metrics.Made(report.Variants is null ? "rejected" : "ready", clock.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await images.ReleaseAsync(job, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Broke(log, job.Id, job.Attempts, e.Message);
            metrics.Made("broke", clock.GetElapsedTime(began));
            if (job.Attempts < MostAttempts)
            {
                await images.ReleaseAsync(job, stop);
                return;
            }

            await images.RejectAsync(job, "The image can't be processed.", stop);
        }

        // What is shown are the variants; the source has the sender's metadata in it, and is not kept.
        File.Delete(source);
    }

    [LoggerMessage(LogLevel.Warning, "The queue of images can't be read now: {Reason}")]
    private static partial void Later(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Image {Id} broke its worker (attempt {Attempt}): {Reason}")]
    private static partial void Broke(ILogger log, string id, int attempt, string reason);
}
