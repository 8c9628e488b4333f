using System.Threading.Channels;

namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>The files of the disk tier.</summary>
/// <remarks>
/// The folder is this process's alone and starts empty: what was purged while the node was down must not come back. One writer moves bodies out of memory; while it has
/// <see cref="MostWaiting"/> to write, further ones are dropped instead, so that a slow disk costs hits but never memory.
/// </remarks>
internal sealed class DiskFolder : IDisposable
{
    private const int MostWaiting = 16;
    private const int LeastBodyBytes = 4 << 10;
    private const int LeastWeightBytes = 16 << 10;

    private readonly string _path;
    private readonly bool _isOn;
    private readonly Channel<(MemoryBody Body, Action<DiskBody?> Done)> _toWrite = Channel.CreateBounded<(MemoryBody, Action<DiskBody?>)>(MostWaiting);
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _writing = Task.CompletedTask;
    private long _files;

    public DiskFolder(CacheOptions options)
    {
        _isOn = options.Enabled && options.DiskBytes > 0;
        _path = Path.Combine(options.DiskFolder ?? Path.GetTempPath(), $"cdn-{Environment.ProcessId}-{Guid.NewGuid():n}");
        if (!_isOn) return;
        Directory.CreateDirectory(_path);
        _writing = WriteAllAsync();
    }

    /// <summary>What a file counts: at least enough that its entry in memory, which this limit bounds too, stays small beside it.</summary>
    public static long WeightOf(DiskBody file) => Math.Max(LeastWeightBytes, file.Length);

    public bool IsWorthAFile(long length) => _isOn && length >= LeastBodyBytes;

    /// <summary>Makes a new file to record into; null where there is no disk tier or the disk refuses.</summary>
    public FileStream? Create()
    {
        if (!_isOn) return null;
        try
        {
            return new FileStream(NextPath(), FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes a body in the background; false where too many wait already.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="done">Called with the file, or with null where the disk refused.</param>
    public bool TryWrite(MemoryBody body, Action<DiskBody?> done) => _toWrite.Writer.TryWrite((body, done));

    /// <summary>Deletes the file of a body that is on the disk.</summary>
    public static void Delete(IStoredBody? body)
    {
        if (body is not DiskBody file) return;
        try
        {
            File.Delete(file.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The folder goes with the process; until then the file only takes room.
        }
    }

    public void Dispose()
    {
        _toWrite.Writer.TryComplete();
        _closed.Cancel();

        // Or the file that is being written would appear in the folder while it is deleted. A write that is cancelled ends at once.
        _writing.Wait();
        _closed.Dispose();
        try
        {
            if (_isOn) Directory.Delete(_path, recursive: true);
        }
        catch (IOException)
        {
            // A temporary folder that is left behind harms nobody.
        }
    }

    private async Task WriteAllAsync()
    {
        var stop = _closed.Token;
        try
        {
            await foreach (var (body, done) in _toWrite.Reader.ReadAllAsync(stop)) done(await WriteAsync(body, stop));
        }
        catch (OperationCanceledException)
        {
            // The node ends.
        }
    }

    private async Task<DiskBody?> WriteAsync(MemoryBody body, CancellationToken stop)
    {
        var path = NextPath();
        try
        {
            await File.WriteAllBytesAsync(path, body.Bytes, stop);
            return new DiskBody(path, body.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string NextPath() => Path.Combine(_path, Interlocked.Increment(ref _files).ToString("x", System.Globalization.CultureInfo.InvariantCulture));
}
