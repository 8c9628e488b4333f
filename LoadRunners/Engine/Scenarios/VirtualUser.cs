using UpCoach.LoadRunners.Engine.Clocks;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Engine.Scenarios;

/// <summary>One virtual user: its identity, its randomness and where its samples go. Used by one iteration at a time.</summary>
public sealed class VirtualUser
{
    private readonly VirtualUserOptions _options;
    private WheelWait? _thought;

    /// <summary>Initializes a virtual user.</summary>
    public VirtualUser(VirtualUserOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        // One instance for all users: who compares two of their sets is done at once.
        Tags = options.Recorder.Series.Samples.With(options.Tags, TagNames.Scenario, options.Scenario);
        Random = new Random(SeedOf(options.Seed, options.Scenario, options.Number));
        Due = options.Clock.GetTimestamp();
    }

    /// <summary>Gets the user's number, 1 or more, unique in the scenario over all segments.</summary>
    public int Number => _options.Number;

    /// <summary>Gets the number of the current iteration of this user, from 0.</summary>
    public long Iteration { get; internal set; }

    /// <summary>Gets the user's own random numbers: the same for the same plan seed, scenario and <see cref="Number"/>.</summary>
    public Random Random { get; }

    /// <summary>Gets the base address of the system under test.</summary>
    public Uri Target => _options.Target;

    /// <summary>Gets the scenario's key in the plan.</summary>
    public string Scenario => _options.Scenario;

    /// <summary>Gets the scenario's <c>env</c> of the plan.</summary>
    public IReadOnlyDictionary<string, string> Env => _options.Env;

    /// <summary>Gets the factor on how long parts of an iteration last, <c>--scale-time</c>: a scenario that holds its load for a time multiplies that, but not the pauses of a person.</summary>
    public double TimeScale => _options.TimeScale;

    /// <summary>Gets what the plan says about HTTP.</summary>
    public HttpPlanOptions Http => _options.Http;

    /// <summary>Gets the tags on every sample of this user: the plan's <c>tags</c>, <c>scenario</c>, and those of the scopes it is in.</summary>
    public TagSet Tags { get; internal set; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Clock => _options.Clock;

    /// <summary>Gets where this user's samples go.</summary>
    public MetricRecorder Recorder => _options.Recorder;

    /// <summary>Gets or sets the moment at which the next request should be sent, as a timestamp of <see cref="Clock"/>.</summary>
    /// <remarks>
    /// The iteration's intended start at first; a protocol moves it to the end of each request, <see cref="ThinkAsync"/> by the time thought.
    /// Response time counts from here, so that a late generator cannot hide the wait of the user it stands for.
    /// </remarks>
    public long Due { get; set; }

    /// <summary>Makes somebody who acts beside this user, within its iteration: one user does one thing at a time. Their samples have this user's tags.</summary>
    /// <param name="number">The number that their randomness comes from.</param>
    public VirtualUser Beside(int number) => new(_options with { Number = number, Tags = Tags });

    /// <summary>Records a check as k6's <c>checks</c> with the tag <c>check</c>.</summary>
    /// <param name="name">What is checked; never with an id in it.</param>
    /// <param name="condition">Whether it holds.</param>
    /// <returns><paramref name="condition"/>.</returns>
    public bool Check(string name, bool condition)
    {
        Recorder.Rate(Recorder.Series.Samples.Find(new SampleKey(BuiltInMetrics.Checks.Name, MetricKind.Rate, Tags, null, name)), condition);
        return condition;
    }

    /// <summary>Begins a group, k6's way to name a part of a journey: samples get the tag <c>group</c>, and <c>group_duration</c> its duration.</summary>
    /// <param name="name">The group's name, without <c>::</c> and never with an id in it.</param>
    /// <returns>Dispose it at the group's end: <c>using (user.Group("sign in")) { ... }</c>.</returns>
    public TagScope Group(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains("::", StringComparison.Ordinal)) throw new ArgumentException("A group's name can't contain '::'.", nameof(name));
        return Scope(Recorder.Series.Samples.InGroup(Tags, name), isGroup: true);
    }

    /// <summary>Begins a stretch whose samples have one tag more.</summary>
    /// <param name="name">The tag.</param>
    /// <param name="value">Its value; never an id.</param>
    /// <returns>Dispose it at the stretch's end.</returns>
    public TagScope Tagged(string name, string value) => Scope(Recorder.Series.Samples.With(Tags, name, value), isGroup: false);

    /// <summary>Waits as a person does between two actions.</summary>
    /// <param name="duration">How long; zero or less returns at once.</param>
    /// <param name="stop">The iteration's token.</param>
    public ValueTask ThinkAsync(TimeSpan duration, CancellationToken stop)
    {
        if (duration <= TimeSpan.Zero)
        {
            return ValueTask.CompletedTask;
        }

        Due += Clock.TicksOf(duration);
        if (Clock == TimeProvider.System)
        {
            // A scenario that thinks in two places at once gets a timer for the second.
            _thought ??= new WheelWait(TimingWheel.Of(Number));
            if (_thought.TryUntil(Clock.After(Clock.GetTimestamp(), duration), stop) is { } wait) return wait;
        }

        return new ValueTask(Task.Delay(duration, Clock, stop));
    }

    /// <summary>Adds to a custom counter.</summary>
    public void Count(string name, double value = 1, TagSet? tags = null) =>
        Recorder.Count(Custom(name, MetricKind.Counter, tags), value);

    /// <summary>Sets a custom gauge.</summary>
    public void Gauge(string name, double value, TagSet? tags = null) =>
        Recorder.Gauge(Custom(name, MetricKind.Gauge, tags), value);

    /// <summary>Records one outcome of a custom rate.</summary>
    public void Rate(string name, bool passed, TagSet? tags = null) =>
        Recorder.Rate(Custom(name, MetricKind.Rate, tags), passed);

    /// <summary>Records one value of a custom trend.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="value">Milliseconds, or any unit; 0 or more, kept to three significant digits and at least a thousandth.</param>
    /// <param name="tags">More tags.</param>
    public void Trend(string name, double value, TagSet? tags = null) =>
        Recorder.Trend(Custom(name, MetricKind.Trend, tags), (long)Math.Round(Math.Max(value, 0) * 1000));

    // FNV-1a: string.GetHashCode differs from process to process, and two agents must draw the same numbers for the same user.
    private static int SeedOf(int seed, string scenario, int number)
    {
        var hash = 2166136261u ^ (uint)seed;
        foreach (var letter in scenario)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return (int)((hash ^ (uint)number) * 2654435761u);
    }

    private TagScope Scope(TagSet inside, bool isGroup)
    {
        var before = Tags;
        Tags = inside;
        return new TagScope(this, before, isGroup);
    }

    private int Custom(string name, MetricKind kind, TagSet? tags) => Recorder.Series.Samples.Find(new SampleKey(name, kind, Tags, tags, null));
}
