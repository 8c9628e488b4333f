using System.IO.Pipelines;

namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>A body in memory.</summary>
internal sealed class MemoryBody(ReadOnlyMemory<byte> bytes) : IStoredBody, IBodyReader
{
    public static readonly MemoryBody Empty = new(ReadOnlyMemory<byte>.Empty);

    public ReadOnlyMemory<byte> Bytes => bytes;

    public long Length => bytes.Length;

    public ValueTask<IBodyReader?> OpenAsync(CancellationToken stop) => ValueTask.FromResult<IBodyReader?>(this);

    public async ValueTask CopyToAsync(PipeWriter target, long start, long length, CancellationToken stop)
        => await target.WriteAsync(bytes.Slice((int)start, (int)length), stop);

    public void Dispose()
    {
        // The bytes stay in the store.
    }
}
