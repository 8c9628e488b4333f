using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Tests;

/// <summary>Listens to the API's own counters from now on. Both instances run in this process, so it hears both.</summary>
internal sealed class Counters : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<string> heard = new();

    public Counters()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == ApiMetrics.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var labels = tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}");
            for (var n = 0; n < value; n++)
                heard.Enqueue($"{instrument.Name} {string.Join(' ', labels)}");
        });
        listener.Start();
    }

    public int Count(string what) => heard.Count(measurement => measurement == what);

    public void Dispose() => listener.Dispose();
}
