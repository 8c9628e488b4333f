using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Carries one direction of one connection: a reader that says when bytes arrive, a writer that waits until then.</summary>
internal sealed class LinkPump(Socket from, Socket to, Link link, ProxyClock clock, Random random, int windowBytes)
{
    private const int BufferBytes = 16 * 1024;

    // What a link may owe before reading goes on: enough that the writer never runs dry, little enough that new conditions soon show.
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);

    private readonly LinkShaper _shaper = new(random);
    private readonly ByteWindow _window = new(windowBytes);
    private readonly Channel<Parcel> _parcels = Channel.CreateUnbounded<Parcel>(new() { SingleReader = true, SingleWriter = true });

    /// <summary>Carries until the sender ends its stream, and passes the end on.</summary>
    /// <returns>True if the stream ended, false if the link resets the connection now.</returns>
    /// <exception cref="SocketException">One of the ends is gone.</exception>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = ReadAsync(ended.Token);
        try
        {
            return await WriteAsync(ended.Token).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        Exception? error = null;
        try
        {
            while (await ReadOnceAsync(stop).ConfigureAwait(false))
            {
            }
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            error = broken;
        }

        _parcels.Writer.Complete(error);
    }

    private async Task<bool> ReadOnceAsync(CancellationToken stop)
    {
        await clock.DelayUntilAsync(_shaper.BusyUntil - Ahead, stop).ConfigureAwait(false);

        // Waits without a buffer: an idle connection holds none.
        await from.ReceiveAsync(Memory<byte>.Empty, stop).ConfigureAwait(false);
        _shaper.Use(link.Toxics);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var read = await from.ReceiveAsync(buffer.AsMemory(0, Math.Min(BufferBytes, _shaper.ReadLimit)), stop).ConfigureAwait(false);
        if (read == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return false;
        }

        var room = _window.Take(read);
        var pieces = _shaper.Pass(read, clock.Now);
        for (int i = 0, offset = 0; i < pieces.Count; offset += pieces[i].Bytes, i++)
        {
            _parcels.Writer.TryWrite(new Parcel(buffer, offset, pieces[i], i == pieces.Count - 1));
        }

        await room.WaitAsync(stop).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> WriteAsync(CancellationToken stop)
    {
        await foreach (var parcel in _parcels.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            await clock.DelayUntilAsync(parcel.Piece.At, stop).ConfigureAwait(false);
            await link.Held.WaitAsync(stop).ConfigureAwait(false);
            if (parcel.Piece.IsReset) return false;
            await SendAsync(parcel.Buffer.AsMemory(parcel.Offset, parcel.Piece.Bytes), stop).ConfigureAwait(false);
            link.Arrived(parcel.Piece.Bytes);
            _window.Give(parcel.Piece.Bytes);
            if (parcel.IsLastOfBuffer) ArrayPool<byte>.Shared.Return(parcel.Buffer);
        }

        await link.Held.WaitAsync(stop).ConfigureAwait(false);
        to.Shutdown(SocketShutdown.Send);
        return true;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes, stop).ConfigureAwait(false)..];
        }
    }
}
