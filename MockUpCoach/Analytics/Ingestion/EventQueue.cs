using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>Events between the requests that bring them and the one writer that copies them into the database. Bounded; a batch comes in whole or not at all.</summary>
internal sealed class EventQueue(IOptions<AnalyticsOptions> options, AnalyticsMetrics metrics)
{
    private readonly int capacity = options.Value.QueueCapacity;

    // Its bound is never met, because places are reserved first; it says so if that were ever broken.
    private readonly Channel<UserEvent> channel = Channel.CreateBounded<UserEvent>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private int taken;

    /// <summary>Reserves places for <paramref name="count"/> events; false if there are not as many.</summary>
    public bool TryReserve(int count)
    {
        if (Interlocked.Add(ref taken, count) <= capacity)
            return true;
        Release(count);
        metrics.Refused(count);
        return false;
    }

    /// <summary>Gives places back: of events that were written, or never put in.</summary>
    public void Release(int count) => Interlocked.Add(ref taken, -count);

    /// <summary>Puts an event into a reserved place.</summary>
    public void Put(UserEvent happened)
    {
        if (channel.Writer.TryWrite(happened))
            metrics.Accepted();
        else
            Release(1); // The writer has gone: the process is stopping.
    }

    /// <summary>Lets no more in; what is in can still be taken out.</summary>
    public void Complete() => channel.Writer.TryComplete();

    /// <summary>Waits until there is an event; false when there will be none any more.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken stop) => channel.Reader.WaitToReadAsync(stop);

    /// <summary>Takes events out until <paramref name="batch"/> holds <paramref name="most"/>. Their places stay taken until they are released.</summary>
    public void TakeInto(List<UserEvent> batch, int most)
    {
        while (batch.Count < most && channel.Reader.TryRead(out var happened))
            batch.Add(happened);
    }
}
