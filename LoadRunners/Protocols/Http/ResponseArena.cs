using System.Buffers;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>The memory of one user's responses: taken bit by bit in an iteration, all of it given back when the next one begins.</summary>
/// <remarks>Safe for concurrent use. An iteration that reads more than <see cref="MostBytes"/> leaves the rest to the garbage collector.</remarks>
internal sealed class ResponseArena
{
    /// <summary>The most that is kept for an iteration.</summary>
    public const int MostBytes = 512 * 1024;

    private const int FirstBytes = 256;
    private const int MostRestingBytes = 16 * 1024; // of a user who thinks

    private readonly Lock _lock = new();
    private byte[] _chunk = [];
    private List<byte[]>? _full;
    private int _used;
    private int _total;

    public Memory<byte> Take(int length)
    {
        if (length == 0) return Memory<byte>.Empty;
        lock (_lock)
        {
            if (_chunk.Length - _used < length)
            {
                var wanted = Math.Max(length, Math.Max(FirstBytes, _chunk.Length * 2));
                if (_total + wanted > MostBytes) return new byte[length];
                if (_chunk.Length > 0) (_full ??= []).Add(_chunk);
                _chunk = ArrayPool<byte>.Shared.Rent(wanted);
                _total += _chunk.Length;
                _used = 0;
            }

            _used += length;
            return _chunk.AsMemory(_used - length, length);
        }
    }

    public Memory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        var copy = Take(bytes.Length);
        bytes.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>Begins anew: what was taken must not be read any more.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _used = 0;
            if (_chunk.Length > MostRestingBytes)
            {
                ArrayPool<byte>.Shared.Return(_chunk);
                _chunk = [];
            }

            _total = _chunk.Length;
            if (_full is null) return;
            foreach (var chunk in _full)
            {
                ArrayPool<byte>.Shared.Return(chunk);
            }

            _full = null;
        }
    }
}
