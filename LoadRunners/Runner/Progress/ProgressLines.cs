using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;

namespace UpCoach.LoadRunners.Runner.Progress;

/// <summary>k6's two kinds of progress lines, as text.</summary>
internal static class ProgressLines
{
    private const int BarLength = 20;

    /// <summary>The line of the whole run.</summary>
    public static string Overall(IntervalSnapshot second, IReadOnlyList<LoadProgress> members)
    {
        var totals = SecondTotals.Of(second);
        var p95 = totals.P95Ms is { } latency ? Text($"p95 {latency:0} ms") : "p95 no data";
        var errors = totals.Judged > 0 ? Text($"{100.0 * totals.Failed / totals.Judged:0.00} % errors") : "no requests";
        return Text($"running ({totals.End.TotalSeconds:00.0}s), {members.Sum(one => one.Vus)}/{members.Sum(one => one.VusMax)} VUs, ")
            + Text($"{members.Sum(one => one.Complete)} complete and {members.Sum(one => one.Interrupted)} interrupted iterations, ")
            + Text($"{totals.RequestsPerSecond:0} req/s, {p95}, {errors}");
    }

    /// <summary>One line a scenario.</summary>
    public static IEnumerable<string> Scenarios(IReadOnlyList<LoadProgress> members)
    {
        var scenarios = members.SelectMany(member => member.Scenarios).GroupBy(scenario => scenario.Name).ToList();
        var width = scenarios.Select(scenario => scenario.Key.Length).DefaultIfEmpty(0).Max();
        foreach (var parts in scenarios)
        {
            var fraction = Math.Clamp(parts.Average(part => part.Fraction), 0, 1);
            var elapsed = parts.Max(part => part.Elapsed).TotalSeconds;
            yield return Text($"  {parts.Key.PadRight(width)} [{Bar(fraction)} {100 * fraction,3:0}% ] {parts.Sum(part => part.Vus)} VUs  ")
                + Text($"{elapsed:00.0}s/{parts.Max(part => part.RegularDuration).TotalSeconds:0.#}s");
        }
    }

    private static string Bar(double fraction)
    {
        var length = (int)Math.Round(fraction * BarLength);
        var head = length is > 0 and < BarLength ? new string('=', length - 1) + ">" : new string('=', length);
        return head.PadRight(BarLength, '-');
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
