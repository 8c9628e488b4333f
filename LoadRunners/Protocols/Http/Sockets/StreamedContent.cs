using System.Net;

namespace UpCoach.LoadRunners.Protocols.Http.Sockets;

/// <summary>A body that is read while it is sent, and that notes when that was done. The stream stays the caller's.</summary>
internal sealed class StreamedContent(Stream body, long? length, RequestTiming timing, TimeProvider clock) : HttpContent
{
    private const int BufferBytes = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await body.CopyToAsync(stream, BufferBytes, cancellationToken).ConfigureAwait(false);
        timing.SendEnd = clock.GetTimestamp();
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }
}
