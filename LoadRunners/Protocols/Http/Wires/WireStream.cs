namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>A connection as a stream, for what only knows streams: TLS.</summary>
internal sealed class WireStream(Wire wire) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gets the bytes that came over the wire, TLS's own too.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Gets the bytes that went over the wire, TLS's own too.</summary>
    public long BytesWritten { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // TLS asks for nothing in order to be told when there is something; this wire holds no buffer while it waits, so it need not.
        if (buffer.IsEmpty) return ValueTask.FromResult(0);
        var read = wire.ReadAsync(buffer);
        return read.IsCompletedSuccessfully ? ValueTask.FromResult(Note(read.Result)) : NoteAsync(read);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        BytesWritten += buffer.Length;
        return wire.WriteAsync(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private int Note(int length)
    {
        BytesRead += length;
        return length;
    }

    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> NoteAsync(ValueTask<int> read) => Note(await read.ConfigureAwait(false));
}
