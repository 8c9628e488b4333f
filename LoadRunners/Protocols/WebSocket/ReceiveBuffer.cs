using System.Buffers;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>What has been read and not yet used. It has no memory while there is nothing: an idle connection costs none.</summary>
/// <param name="firstBytes">How much to read at first; it grows while reads come back full and shrinks while they don't.</param>
internal sealed class ReceiveBuffer(int firstBytes)
{
    private const int MostBytes = 16 * 1024;

    private byte[] _octets = [];
    private int _start;
    private int _end;
    private readonly int _leastBytes = firstBytes;
    private int _readBytes = firstBytes;

    public ReadOnlyMemory<byte> Unread => _octets.AsMemory(_start, _end - _start);

    public bool IsEmpty => _start == _end;

    /// <summary>Gives back the memory if nothing is left in it. What <see cref="Unread"/> gave before is invalid then.</summary>
    public void Trim()
    {
        if (!IsEmpty || _octets.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_octets);
        (_octets, _start, _end) = ([], 0, 0);
    }

    /// <summary>Takes bytes as used.</summary>
    public void Advance(int bytes) => _start += bytes;

    /// <summary>Gives room to read into, so that in the end at least <paramref name="wanted"/> unread bytes have their place.</summary>
    public Memory<byte> Room(int wanted)
    {
        var unread = _end - _start;
        var needed = Math.Max(wanted, unread + 1);
        if (_octets.Length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _readBytes));
            Unread.CopyTo(larger);
            if (_octets.Length > 0) ArrayPool<byte>.Shared.Return(_octets);
            (_octets, _start, _end) = (larger, 0, unread);
        }
        else if (_start + needed > _octets.Length)
        {
            _octets.AsSpan(_start, unread).CopyTo(_octets);
            (_start, _end) = (0, unread);
        }

        return _octets.AsMemory(_end);
    }

    /// <summary>Takes bytes as read into <see cref="Room"/>.</summary>
    public void Filled(int bytes)
    {
        _end += bytes;
        if (_end == _octets.Length) _readBytes = Math.Min(_readBytes * 2, MostBytes);
        else if (bytes < _readBytes / 4) _readBytes = Math.Max(_readBytes / 2, _leastBytes);
    }

    /// <summary>Gives back the memory, whatever is left in it.</summary>
    public void Release()
    {
        _start = _end;
        Trim();
    }
}
