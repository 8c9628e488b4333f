using System.Diagnostics.Metrics;
using System.Globalization;

namespace UpCoach.ServiceDefaults.Telemetry;

/// <summary>
/// The process's memory by what it is, from Linux' <c>/proc/self/smaps_rollup</c>: <c>upcoach.process.memory</c> with <c>kind</c> resident, anonymous
/// (its own heap and stacks), or proportional (a page that several processes share, such as the runtime's code, counts by its share).
/// </summary>
/// <remarks>Of several services on one machine the resident sets count the runtime once each; only the proportional ones add up to what is used.</remarks>
internal static class ProcessMemory
{
    private const string Source = "/proc/self/smaps_rollup";
    private static readonly (string Field, string Kind)[] Kinds = [("Rss:", "resident"), ("Pss:", "proportional"), ("Anonymous:", "anonymous")];

    // Both live as long as the process.
    private static readonly Meter Meter = new("UpCoach.ProcessMemory");
    private static readonly ObservableGauge<long> Gauge =
        Meter.CreateObservableGauge("upcoach.process.memory", Read, "By", "Memory of the process, by what it is.");

    /// <summary>Begins to offer the figures; nothing is read until somebody asks.</summary>
    public static void Observe() => _ = Gauge;

    private static IEnumerable<Measurement<long>> Read()
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(Source);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // another system, or a kernel that does not tell
        }

        return Kinds.SelectMany(kind => lines.Where(line => line.StartsWith(kind.Field, StringComparison.Ordinal)).Take(1)
            .Select(line => new Measurement<long>(Kibibytes(line) << 10, new KeyValuePair<string, object?>("kind", kind.Kind))));
    }

    // "Pss:               63052 kB"
    private static long Kibibytes(string line) => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
