using UpCoach.MockUpCoach.Startup;

namespace UpCoach.MockUpCoach.WebPages;

/// <summary>Compresses the pages' files before somebody asks for them, when the process has nothing more urgent to do.</summary>
internal sealed class PageWarmUp(PageFiles files, Readiness readiness, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.ServingAsync(clock, stoppingToken);
        foreach (var file in files.All.Where(file => PageMediaTypes.IsText(file.MediaType)))
        {
            file.In("br");
            file.In("gzip");
            await Task.Delay(Rest, clock, stoppingToken);
        }
    }
}
