using System.Threading.Channels;

namespace UpCoach.CdnEdge.Images;

/// <summary>Encodes one image after the other, on a thread that gives way to those who answer requests.</summary>
/// <remarks>One at a time: an encoder fills a core, and decoded pixels are what memory goes to. The queue is bounded; who finds it full gets the original.</remarks>
internal sealed class ImageQueue(ImageOptions options, ImageEncoder encoder) : BackgroundService
{
    private readonly Channel<ImageWork> _waiting = Channel.CreateBounded<ImageWork>(options.Waiting);
    private int _isSetUp;

    /// <summary>Encodes an image when its turn comes.</summary>
    /// <returns>Null where too many wait, or where the image can't be decoded.</returns>
    public Task<byte[]?> EncodeAsync(ReadOnlyMemory<byte> original, ImageVariant variant)
    {
        var work = new ImageWork(original, variant);
        return _waiting.Writer.TryWrite(work) ? work.Done : Task.FromResult<byte[]?>(null);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var work in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await Task.Factory.StartNew(() => Run(work), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
        finally
        {
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var left)) left.Cancel();
        }
    }

    private void Run(ImageWork work)
    {
        if (Interlocked.Exchange(ref _isSetUp, 1) == 0)
        {
            // One thread of the library's own beside ours, and nothing kept of images that were answered.
            NetVips.NetVips.Concurrency = 1;
            NetVips.Cache.Max = 0;
        }

        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        work.Run(encoder);
    }
}
