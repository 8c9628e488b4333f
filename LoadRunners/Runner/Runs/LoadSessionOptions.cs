using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.ServerMetrics;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>How a session is run.</summary>
internal sealed record LoadSessionOptions
{
    /// <summary>Whether a run goes on, and is judged, without a member that was lost.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>Metrics of the scenarios besides the built-in ones.</summary>
    public IReadOnlyList<MetricDefinition> CustomMetrics { get; init; } = [];

    /// <summary>What the system's own metrics were so far, by name; null when nobody asks.</summary>
    public IReadOnlyDictionary<string, ServerMetricSamples>? ServerSamples { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told the start stamp, before the first interval.</summary>
    public Action<DateTimeOffset> OnStart { get; init; } = _ => { };

    /// <summary>Done when the load has ended, before thresholds are judged.</summary>
    public Func<Task> OnEnd { get; init; } = () => Task.CompletedTask;

    /// <summary>Told each second of the whole run, in order, with where the members are.</summary>
    public Action<IntervalSnapshot, IReadOnlyList<LoadProgress>> OnSecond { get; init; } = (_, _) => { };
}
