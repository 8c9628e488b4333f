namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>A stretch of a content as a request's body: hashed and counted while it is sent, cut off where a plan says so.</summary>
internal sealed class ContentStream(IUploadContent content, long from, long to, ContentHash hash, long? cutAt, Action<UploadProgress>? onProgress) : BodySource
{
    private readonly long _from = from;
    private long _position = from;

    /// <summary>Gets up to where the content was read.</summary>
    public long ReadTo => _position;

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
}
