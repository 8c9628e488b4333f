using System.Net;

namespace UpCoach.LoadRunners.Protocols.Http.Sockets;

/// <summary>A request's body that notes when it was given away.</summary>
internal sealed class MeasuredContent(ReadOnlyMemory<byte> body, RequestTiming timing, TimeProvider clock) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(body).ConfigureAwait(false);
        timing.SendEnd = clock.GetTimestamp();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
