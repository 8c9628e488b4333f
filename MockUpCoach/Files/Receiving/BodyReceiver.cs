using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace UpCoach.MockUpCoach.Files.Receiving;

/// <summary>Takes a body from the network to the disk. In memory there is never more of it than the pipe's own buffer.</summary>
internal static class BodyReceiver
{
    // Half of what the server buffers of a connection (see FilesRegistration): one write for many packets, and the sender goes on meanwhile.
    private const int WriteBytes = 32 * 1024;

    /// <summary>Writes a body into a file.</summary>
    /// <param name="body">The body.</param>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where in the file.</param>
    /// <param name="most">How many bytes there may be.</param>
    /// <param name="hash">Hashes what is written; null for nobody.</param>
    /// <param name="written">Is told after each write how many bytes there are so far: also the last word if the body breaks off.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="BodyTooLargeException">There are more than <paramref name="most"/>; as many are written.</exception>
    /// <exception cref="BadHttpRequestException">The sender went away, was too slow, or sent no proper body.</exception>
    public static async Task ReceiveAsync(
        PipeReader body, SafeFileHandle file, long offset, long most, IncrementalHash? hash, Func<long, ValueTask> written, CancellationToken stop)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (long done = 0; ;)
        {
            var read = await body.ReadAtLeastAsync(WriteBytes, stop);
            var fits = read.Buffer.Length <= most - done;
            var part = fits ? read.Buffer : read.Buffer.Slice(0, most - done);
            if (part.Length > 0)
            {
                pieces.Clear();
                foreach (var piece in part)
                    pieces.Add(piece);
                await RandomAccess.WriteAsync(file, pieces, offset + done, stop);

                // After the write, and so no longer on the thread that serves the sockets.
                foreach (var piece in CollectionsMarshal.AsSpan(pieces))
                    hash?.AppendData(piece.Span);
                done += part.Length;
                await written(done);
            }

            body.AdvanceTo(part.End);
            if (!fits)
                throw new BodyTooLargeException();
            if (read.IsCompleted)
                return;
        }
    }

    /// <summary>Hashes a whole file, a buffer at a time.</summary>
    public static async Task HashAsync(SafeFileHandle file, IncrementalHash hash, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(2 * WriteBytes);
        try
        {
            for (long offset = 0; ;)
            {
                var count = await RandomAccess.ReadAsync(file, buffer, offset, stop);
                if (count == 0)
                    return;
                hash.AppendData(buffer, 0, count);
                offset += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
