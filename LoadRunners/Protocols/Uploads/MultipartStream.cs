using System.Text;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>A multipart form around a content. Source: RFC 7578.</summary>
internal sealed class MultipartStream : BodySource
{
    // Generated content holds these 40 octets by chance once in 10^96 uploads; a fixed one makes the same bytes in every run.
    private const string Boundary = "----upcoach-7f3a91c5d2e8b604a0f6e2d9c413";

    private readonly byte[] _head;
    private readonly byte[] _tail;
    private readonly ContentStream _content;
    private long _position;

    public MultipartStream(ContentStream content, UploadOptions options)
    {
        _content = content;
        var head = new StringBuilder();
        foreach (var (name, value) in options.Fields)
        {
            head.Append("--").Append(Boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(Quoted(name)).Append("\"\r\n\r\n").Append(value).Append("\r\n");
        }

        head.Append("--").Append(Boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(Quoted(options.FileField))
            .Append("\"; filename=\"").Append(Quoted(options.FileName)).Append("\"\r\nContent-Type: ").Append(options.ContentType).Append("\r\n\r\n");
        _head = Encoding.UTF8.GetBytes(head.ToString());
        _tail = Encoding.UTF8.GetBytes($"\r\n--{Boundary}--\r\n");
    }

    /// <summary>Gets the type of the request.</summary>
    public static string ContentType => $"multipart/form-data; boundary=\"{Boundary}\"";

    public override long Length => _head.Length + _content.Length + _tail.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count;
        if (_position < _head.Length)
        {
            count = Copy(_head, _position, buffer);
        }
        else if ((count = _content.Read(buffer)) == 0)
        {
            count = Copy(_tail, _position - _head.Length - _content.Length, buffer);
        }

        _position += count;
        return count;
    }

    private static int Copy(byte[] from, long position, Span<byte> into)
    {
        var part = from.AsSpan((int)position);
        if (part.Length > into.Length) part = part[..into.Length];
        part.CopyTo(into);
        return part.Length;
    }

    // As browsers do: RFC 7578 leaves it to percent encoding.
    private static string Quoted(string text) =>
        text.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
