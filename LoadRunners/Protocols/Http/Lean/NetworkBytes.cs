using UpCoach.LoadRunners.Protocols.Http.Wires;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>Counts a request's bytes on the network where they are other than those of HTTP: TLS adds its own, and its handshake counts with the first request.</summary>
internal struct NetworkBytes
{
    private (long Sent, long Received) _counted;
    private (long Sent, long Received) _before;

    /// <summary>Notes what the exchange has counted so far.</summary>
    public void Begin(RequestTiming timing) => _before = (timing.BytesSent, timing.BytesReceived);

    /// <summary>Puts what the wire has moved since the request before in the place of what was counted.</summary>
    public void End(Wire wire, RequestTiming timing)
    {
        if (wire.NetworkBytes is not { } total) return;
        timing.BytesSent = _before.Sent + total.Sent - _counted.Sent;
        timing.BytesReceived = _before.Received + total.Received - _counted.Received;
        _counted = total;
    }
}
