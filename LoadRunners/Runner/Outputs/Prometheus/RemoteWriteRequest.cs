using Snappier;
using UpCoach.LoadRunners.Runner.Outputs.Wire;

namespace UpCoach.LoadRunners.Runner.Outputs.Prometheus;

/// <summary>A remote write request, version 0.1.0.</summary>
/// <remarks>
/// <code>
/// WriteRequest { TimeSeries timeseries = 1 }   TimeSeries { Label labels = 1; Sample samples = 2 }
/// Label { string name = 1; string value = 2 }  Sample { double value = 1; int64 timestamp = 2 (ms) }
/// </code>
/// packed by snappy's block format. Source: prometheus.io/docs/specs/remote_write_spec.
/// </remarks>
internal static class RemoteWriteRequest
{
    /// <summary>The value by which Prometheus knows that a series has ended: a NaN with this payload.</summary>
    public static readonly double Stale = BitConverter.UInt64BitsToDouble(0x7ff0000000000002);

    public static byte[] Of(IReadOnlyList<PrometheusSample> samples, DateTimeOffset time) => Snappy.CompressToArray(Message(samples, time));

    private static ReadOnlySpan<byte> Message(IReadOnlyList<PrometheusSample> samples, DateTimeOffset time)
    {
        var request = new ProtobufWriter();
        foreach (var sample in samples)
        {
            request.Message(1, series =>
            {
                foreach (var (name, value) in sample.Labels)
                {
                    series.Message(1, label => label.Text(1, name).Text(2, value));
                }

                series.Message(2, point => point.Double(1, sample.Value).Integer(2, time.ToUnixTimeMilliseconds()));
            });
        }

        return request.Written;
    }
}
