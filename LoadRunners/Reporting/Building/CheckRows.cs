using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>Checks by group and name.</summary>
internal static class CheckRows
{
    public static IReadOnlyList<CheckRow> Of(MetricStore store)
    {
        var checks = store.SeriesOf(BuiltInMetrics.Checks.Name)
            .Select(series => (Group: Tag(series, TagNames.Group), Name: Tag(series, TagNames.Check)))
            .Distinct()
            .OrderBy(check => check.Group, StringComparer.Ordinal).ThenBy(check => check.Name, StringComparer.Ordinal);
        return [.. checks.Select(check => Row(store, check.Group, check.Name))];
    }

    private static CheckRow Row(MetricStore store, string group, string name)
    {
        var whole = store.Query(BuiltInMetrics.Checks.Name, TagSelector.Of(TagNames.Check, name));
        if (group.Length > 0)
        {
            var part = store.Query(BuiltInMetrics.Checks.Name, new TagSelector(TagSet.Of(TagNames.Check, name).With(TagNames.Group, group)));
            return new CheckRow(name, part.Passes, part.Fails, group);
        }

        // No selector asks for the absence of a tag: what is in no group is the rest.
        var grouped = store.TagValues(BuiltInMetrics.Checks.Name, TagNames.Group, TagSelector.Of(TagNames.Check, name))
            .Select(other => store.Query(BuiltInMetrics.Checks.Name, new TagSelector(TagSet.Of(TagNames.Check, name).With(TagNames.Group, other)))).ToList();
        return new CheckRow(name, whole.Passes - grouped.Sum(part => part.Passes), whole.Fails - grouped.Sum(part => part.Fails));
    }

    private static string Tag(SeriesKey series, string name) => series.Tags.TryGet(name, out var value) ? value : "";
}
