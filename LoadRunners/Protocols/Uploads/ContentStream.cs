namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>A stretch of a content as a request's body: hashed and counted while it is sent, cut off where a plan says so.</summary>
internal sealed class ContentStream(IUploadContent content, long from, long to, ContentHash hash, long? cutAt, Action<UploadProgress>? onProgress) : Stream
{
    private readonly long _from = from;
    private long _position = from;

    /// <summary>Gets up to where the content was read.</summary>
    public long ReadTo => _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => to - _from;

    public override long Position
    {
        get => _position - _from;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (cutAt == _position) throw new InjectedDisconnectException(_position);
        var end = Math.Min(cutAt ?? to, to);
        var count = (int)Math.Min(buffer.Length, end - _position);
        content.Read(_position, buffer[..count]);
        hash.Add(_position, buffer[..count]);
        _position += count;
        if (count > 0) onProgress?.Invoke(new UploadProgress(_position, content.Length));
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(Read(buffer.Span));
        }
        catch (InjectedDisconnectException cut)
        {
            return ValueTask.FromException<int>(cut);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
