using System.Buffers;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Collects a body while it passes: in memory as long as it is small, then in a file, and not at all when it is too large.</summary>
internal sealed class BodyRecorder : IDisposable
{
    private readonly CacheOptions _options;
    private readonly DiskFolder _folder;
    private byte[] _memory;
    private readonly bool _isRented;
    private FileStream? _file;
    private long _length;
    private bool _isAbandoned;

    private BodyRecorder(CacheOptions options, DiskFolder folder, long? expected)
    {
        _options = options;
        _folder = folder;
        Expected = expected;
        _isRented = expected is null;
        _memory = expected switch
        {
            null => ArrayPool<byte>.Shared.Rent(4096),
            { } known when known <= options.MemoryBodyBytes => new byte[known],
            _ => [],
        };
    }

    /// <summary>The length that the origin announced; null where it ends when it ends.</summary>
    public long? Expected { get; }

    /// <summary>Starts to collect; null where the body is known to be too large.</summary>
    public static BodyRecorder? TryStart(CacheOptions options, DiskFolder folder, long? expected)
    {
        var most = options.DiskBytes > 0 ? options.DiskBodyBytes : options.MemoryBodyBytes;
        return expected > most ? null : new BodyRecorder(options, folder, expected);
    }

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> piece, CancellationToken stop)
    {
        if (_isAbandoned) return;
        var length = _length + piece.Length;
        if (length > _options.DiskBodyBytes || length > Expected)
        {
            Abandon();
            return;
        }

        if (_file is null && length > Math.Max(_options.MemoryBodyBytes, 0) && !await TryMoveToFileAsync(stop)) return;
        if (_file is not null) await _file.WriteAsync(piece, stop);
        else Keep(piece.Span);
        _length = length;
    }

    /// <summary>Gives the body, if it is whole; the recorder is of no more use then.</summary>
    public async ValueTask<IStoredBody?> CompleteAsync()
    {
        if (_isAbandoned || (Expected is { } expected && expected != _length)) return null;
        if (_file is { } file)
        {
            _file = null;
            await file.DisposeAsync();
            return new DiskBody(file.Name, _length);
        }

        if (_length == 0) return MemoryBody.Empty;
        return new MemoryBody(_isRented ? _memory.AsSpan(0, (int)_length).ToArray() : _memory.AsMemory(0, (int)_length));
    }

    public void Dispose() => Abandon();

    private void Keep(ReadOnlySpan<byte> piece)
    {
        if (_length + piece.Length > _memory.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(_memory.Length * 2L, _length + piece.Length));
            _memory.AsSpan(0, (int)_length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_memory);
            _memory = larger;
        }

        piece.CopyTo(_memory.AsSpan((int)_length));
    }

    private async ValueTask<bool> TryMoveToFileAsync(CancellationToken stop)
    {
        _file = _folder.Create();
        if (_file is null)
        {
            Abandon();
            return false;
        }

        await _file.WriteAsync(_memory.AsMemory(0, (int)_length), stop);
        return true;
    }

    private void Abandon()
    {
        _isAbandoned = true;
        if (_isRented && _memory.Length > 0) ArrayPool<byte>.Shared.Return(_memory);
        _memory = [];
        if (_file is not { } file) return;
        _file = null;
        file.Dispose();
        DiskFolder.Delete(new DiskBody(file.Name, 0));
    }
}
