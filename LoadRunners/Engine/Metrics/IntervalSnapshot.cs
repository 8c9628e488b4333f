namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>Everything that one process measured in one interval of a run.</summary>
/// <param name="Start">Since the run's start stamp; a whole number of seconds, so that intervals of agents line up.</param>
/// <param name="Length">The interval's length; one second but for the last.</param>
/// <param name="Vus">Virtual users that run at the interval's end.</param>
/// <param name="Series">The series that gathered something.</param>
public sealed record IntervalSnapshot(TimeSpan Start, TimeSpan Length, int Vus, IReadOnlyList<SeriesSnapshot> Series);
