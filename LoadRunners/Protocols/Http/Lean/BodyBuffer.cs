using System.Buffers;
using System.Globalization;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>A body while it comes: of known length at its place in the user's memory, otherwise in a buffer that grows.</summary>
internal sealed class BodyBuffer(int maxBytes)
{
    // A longer body than this is not believed until it comes.
    private const int MostAnnounced = 256 * 1024;
    private const int DirectFrom = 4 * 1024;

    private HttpExchange? _exchange; // null: the body is thrown away
    private Memory<byte> _place;
    private byte[]? _growing;
    private int _length;

    public string TooLong => string.Create(CultureInfo.InvariantCulture, $"the body is longer than {maxBytes} bytes");

    public void Begin(HttpExchange exchange, long? announced)
    {
        _length = 0;
        _exchange = exchange.KeepsBody ? exchange : null;
        if (_exchange is null || announced == 0) return;
        if (announced is { } known && known <= MostAnnounced) _place = exchange.Arena.Take((int)known);
        else _growing = ArrayPool<byte>.Shared.Rent(DirectFrom);
    }

    /// <summary>Adds bytes; false if there are too many now.</summary>
    public bool Append(ReadOnlySpan<byte> bytes)
    {
        if (_exchange is null || bytes.IsEmpty) return true;
        if (bytes.Length > maxBytes - _length) return false;
        if (_growing is not null && _growing.Length - _length < bytes.Length) Grow(_length + bytes.Length);
        bytes.CopyTo(_growing is null ? _place.Span[_length..] : _growing.AsSpan(_length));
        _length += bytes.Length;
        return true;
    }

    /// <summary>Gives the place of a body's rest if receiving there is worth it.</summary>
    public Memory<byte> Direct(long left)
    {
        if (_exchange is null || left < DirectFrom) return Memory<byte>.Empty;
        if (_growing is null) return _place[_length..];
        if (_growing.Length == _length) Grow(_length + 1);
        var room = _growing.AsMemory(_length);
        return room.Length > left ? room[..(int)left] : room;
    }

    /// <summary>Notes bytes that were received at that place.</summary>
    public void Advance(int length) => _length += length;

    /// <summary>Gives the body and forgets it.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        if (_exchange is null || _length == 0) return Clear();
        ReadOnlyMemory<byte> body = _growing is null ? _place[.._length] : _exchange.Arena.Copy(_growing.AsSpan(0, _length));
        Clear();
        return body;
    }

    public ReadOnlyMemory<byte> Clear()
    {
        if (_growing is not null) ArrayPool<byte>.Shared.Return(_growing);
        (_exchange, _growing, _place, _length) = (null, null, default, 0);
        return default;
    }

    private void Grow(int wanted)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, _growing!.Length * 2));
        _growing.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_growing);
        _growing = larger;
    }
}
