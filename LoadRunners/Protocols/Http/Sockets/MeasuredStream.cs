namespace UpCoach.LoadRunners.Protocols.Http.Sockets;

/// <summary>A connection's stream that notes when the request on it was sent and its response began.</summary>
/// <remarks>
/// HTTP/1.1 has one request at a time on a connection. The request under way is known from the async flow that writes it;
/// reads may be the handler's own, begun ahead, and belong to the request that wrote last. Requests that share a connection (HTTP/2)
/// only have their bytes counted here, all together.
/// </remarks>
internal sealed class MeasuredStream(Stream inner, TimeProvider clock, ConnectTiming connect, ByteTally? shared) : Stream
{
    private static readonly AsyncLocal<RequestTiming?> s_underWay = new();

    private ConnectTiming _connect = connect; // for the first request only
    private RequestTiming? _current;

    /// <summary>Sets the request that this async flow is about to send.</summary>
    public static void SetUnderWay(RequestTiming timing) => s_underWay.Value = timing;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var timing = shared is null ? s_underWay.Value : null;
        shared?.Sent(buffer.Length);
        if (timing is not null && timing.SendBegin == 0)
        {
            timing.SendBegin = clock.GetTimestamp();
            (timing.Connect, _connect) = (_connect, default);
        }

        _current = timing;
        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (timing is null) return;
        timing.BytesSent += buffer.Length;
        timing.SendEnd = clock.GetTimestamp();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = inner.ReadAsync(buffer, cancellationToken);
        if (!read.IsCompletedSuccessfully) return SlowAsync(read);
        var length = read.Result;
        Note(length);
        return ValueTask.FromResult(length);

        async ValueTask<int> SlowAsync(ValueTask<int> pending)
        {
            var count = await pending.ConfigureAwait(false);
            Note(count);
            return count;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Note(int length)
    {
        shared?.Received(length);
        if (length == 0 || _current is not { } timing) return;
        if (timing.FirstByte == 0) timing.FirstByte = clock.GetTimestamp();
        timing.BytesReceived += length;
    }
}
