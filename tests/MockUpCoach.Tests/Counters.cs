using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Tests;

/// <summary>Hears what the API's own counters count for requests of this test from now on, at whichever instance of this process.</summary>
/// <remarks>The requests carry the trace that begins here. What an instance does by itself, such as the live figures of each second, is not heard.</remarks>
internal sealed class Counters : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<string> heard = new();
    private readonly Activity trace = new Activity("test").Start();

    public Counters()
    {
        Assert.SkipWhen(ApiProgram.IsElsewhere, "This test listens to the API's meters, which are in another process.");
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == ApiMetrics.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (Activity.Current?.TraceId != trace.TraceId)
                return;
            var labels = tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}");
            for (var n = 0; n < value; n++)
                heard.Enqueue($"{instrument.Name} {string.Join(' ', labels)}");
        });
        listener.Start();
    }

    public int Count(string what) => heard.Count(measurement => measurement == what);

    public void Dispose()
    {
        listener.Dispose();
        trace.Dispose();
    }
}
