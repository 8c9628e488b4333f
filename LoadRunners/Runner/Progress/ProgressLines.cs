using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;

namespace UpCoach.LoadRunners.Runner.Progress;

/// <summary>k6's kinds of progress lines, as text: of the run, of each scenario that runs, and of each end, once.</summary>
/// <remarks>
/// <code>
/// running (12.0s), 18/60 VUs, 310 complete and 0 interrupted iterations, 24 req/s, p95 8 ms, 0.00 % errors
///   feed   [=====>--------------  30% ] 10 VUs  12.0s/40s
///   signup [==================== 100% ] ended: 40 complete, 0 interrupted, 0 dropped iterations
///   3 waiting, 2 ended
/// </code>
/// </remarks>
internal sealed class ProgressLines
{
    private const int BarLength = 20;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal); // scenarios whose end has its line

    /// <summary>Gives the lines of a moment.</summary>
    public IEnumerable<string> Of(IntervalSnapshot second, IReadOnlyList<LoadProgress> members)
    {
        var scenarios = members.SelectMany(member => member.Scenarios).GroupBy(scenario => scenario.Name)
            .Select(group => (Name: group.Key, Parts: group.ToList())).Select(one => (one.Name, State: ScenarioParts.StateOf(one.Parts), one.Parts)).ToList();
        var shown = scenarios.Where(one => one.State is ScenarioState.Running or ScenarioState.Stopping || (one.State == ScenarioState.Done && _told.Add(one.Name))).ToList();
        var width = shown.Select(one => one.Name.Length).DefaultIfEmpty(0).Max();
        yield return Overall(second, members);
        foreach (var (name, state, parts) in shown)
        {
            var fraction = Math.Clamp(parts.Average(part => part.Fraction), 0, 1);
            yield return Text($"  {name.PadRight(width)} [{Bar(fraction)} {100 * fraction,3:0}% ] {(state == ScenarioState.Done ? Ended(parts) : Running(parts))}");
        }

        var (waiting, ended) = (scenarios.Count(one => one.State == ScenarioState.Waiting), scenarios.Count(one => one.State == ScenarioState.Done));
        if (waiting + ended > 0) yield return Text($"  {waiting} waiting, {ended} ended");
    }

    private static string Overall(IntervalSnapshot second, IReadOnlyList<LoadProgress> members)
    {
        var totals = SecondTotals.Of(second);
        var p95 = totals.P95Ms is { } latency ? Text($"p95 {latency:0} ms") : "p95 no data";
        var errors = totals.Judged > 0 ? Text($"{100.0 * totals.Failed / totals.Judged:0.00} % errors") : "no requests";
        return Text($"running ({totals.End.TotalSeconds:00.0}s), {members.Sum(one => one.Vus)}/{members.Sum(one => one.VusMax)} VUs, ")
            + Text($"{members.Sum(one => one.Complete)} complete and {members.Sum(one => one.Interrupted)} interrupted iterations, ")
            + Text($"{totals.RequestsPerSecond:0} req/s, {p95}, {errors}");
    }

    private static string Running(List<ScenarioProgress> parts) =>
        Text($"{parts.Sum(part => part.Vus)} VUs  {parts.Max(part => part.Elapsed).TotalSeconds:00.0}s/{parts.Max(part => part.RegularDuration).TotalSeconds:0.#}s");

    private static string Ended(List<ScenarioProgress> parts) => Text(
        $"ended: {parts.Sum(part => part.Complete)} complete, {parts.Sum(part => part.Interrupted)} interrupted, {parts.Sum(part => part.Dropped)} dropped iterations");

    private static string Bar(double fraction)
    {
        var length = (int)Math.Round(fraction * BarLength);
        var head = length is > 0 and < BarLength ? new string('=', length - 1) + ">" : new string('=', length);
        return head.PadRight(BarLength, '-');
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
