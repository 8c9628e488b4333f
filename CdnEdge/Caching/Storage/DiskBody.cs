using Microsoft.Win32.SafeHandles;

namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>A body in a file of its own, which the disk tier made and deletes.</summary>
internal sealed class DiskBody(string path, long length) : IStoredBody
{
    public string Path => path;

    public long Length => length;

    public ValueTask<IBodyReader?> OpenAsync(CancellationToken stop)
    {
        try
        {
            // Whoever opened the file can read it to its end, even when it is deleted meanwhile.
            SafeFileHandle file = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
            return ValueTask.FromResult<IBodyReader?>(new DiskBodyReader(file));
        }
        catch (IOException)
        {
            return ValueTask.FromResult<IBodyReader?>(null);
        }
    }

    /// <summary>Reads the whole body; null where the file is gone.</summary>
    public async ValueTask<MemoryBody?> LoadAsync(CancellationToken stop)
    {
        try
        {
            return new MemoryBody(await File.ReadAllBytesAsync(path, stop));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
