using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Series;

/// <summary>Series that thousands of sessions share: looked up once a recorder, tags and name. Lives as long as the recorder.</summary>
internal static class SeriesCache<T>
    where T : class
{
    private static readonly ConditionalWeakTable<MetricRecorder, ConcurrentDictionary<(TagSet Tags, string Name), T>> s_known = [];

    public static T Get(MetricRecorder recorder, TagSet userTags, string name, Func<MetricRecorder, TagSet, string, T> make)
    {
        var known = s_known.GetValue(recorder, static _ => new());
        return known.TryGetValue((userTags, name), out var series) ? series : known.GetOrAdd((userTags, name), make(recorder, userTags, name));
    }
}
