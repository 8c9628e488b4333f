using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The lines of one resource: the last <see cref="Kept"/> of them, and all to come for who watches.</summary>
internal sealed class ResourceLog
{
    // Bounds the memory of a long run; who needs every line watches from the start.
    private const int Kept = 10_000;
    private readonly Lock _lock = new();

    // All under the lock.
    private readonly Queue<LogLine> _lines = [];
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _count;
    private bool _completed;

    public void Add(string content, bool isError)
    {
        lock (_lock)
        {
            var line = new LogLine(++_count, content, isError);
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }

            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(line);
            }
        }
    }

    /// <summary>Ends every watch; lines may still be added and are kept.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryComplete();
            }
        }
    }

    /// <summary>Lets watches begin again, before more lines come.</summary>
    public void Reopen()
    {
        lock (_lock)
        {
            _completed = false;
        }
    }

    public IReadOnlyList<LogLine> Snapshot()
    {
        lock (_lock)
        {
            return [.. _lines];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<LogLine>(new UnboundedChannelOptions { SingleReader = true });
        lock (_lock)
        {
            foreach (var line in _lines)
            {
                channel.Writer.TryWrite(line);
            }

            if (_completed)
            {
                channel.Writer.TryComplete();
            }
            else
            {
                _watchers.Add(channel);
            }
        }

        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                List<LogLine> batch = [];
                while (channel.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }
}
