using System.Diagnostics.Metrics;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.MockUpCoach.Realtime.Hub;
using UpCoach.MockUpCoach.Realtime.Streams;

namespace UpCoach.MockUpCoach.Realtime;

/// <summary>Counts connections and messages: <c>upcoach_realtime_…</c>.</summary>
internal sealed class RealtimeMetrics
{
    private readonly Counter<long> delivered;
    private readonly Counter<long> replayed;
    private readonly Counter<long> dropped;

    public RealtimeMetrics(IMeterFactory meters, Connections connections)
    {
        var meter = meters.Create(ApiMetrics.MeterName);
        delivered = meter.CreateCounter<long>("upcoach.realtime.delivered", description: "Messages handed to connections.");
        replayed = meter.CreateCounter<long>("upcoach.realtime.replayed", description: "Messages sent again to connections that came back.");
        dropped = meter.CreateCounter<long>("upcoach.realtime.dropped", description: "Connections ended because their client was too slow.");
        meter.CreateObservableGauge("upcoach.realtime.connections", () => new Measurement<int>[]
        {
            new(connections.Count<HubConnection>(), new KeyValuePair<string, object?>("kind", "websocket")),
            new(connections.Count<EventStream>(), new KeyValuePair<string, object?>("kind", "sse")),
        }, description: "Open realtime connections.");
    }

    public void Delivered(int count) => delivered.Add(count);

    public void Replayed(int count) => replayed.Add(count);

    public void Dropped(string kind) => dropped.Add(1, new KeyValuePair<string, object?>("kind", kind));
}
