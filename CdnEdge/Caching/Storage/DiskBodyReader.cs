using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>Sends a file by pieces straight into the connection's own buffers.</summary>
internal sealed class DiskBodyReader(SafeFileHandle file) : IBodyReader
{
    private const int PieceBytes = 64 << 10;

    public async ValueTask CopyToAsync(PipeWriter target, long start, long length, CancellationToken stop)
    {
        for (long sent = 0; sent < length;)
        {
            var piece = target.GetMemory(PieceBytes)[..(int)Math.Min(PieceBytes, length - sent)];
            var read = await RandomAccess.ReadAsync(file, piece, start + sent, stop);
            if (read == 0) throw new EndOfStreamException("A stored body is shorter than it was when it was stored.");
            target.Advance(read);
            sent += read;
            await target.FlushAsync(stop);
        }
    }

    public void Dispose() => file.Dispose();
}
