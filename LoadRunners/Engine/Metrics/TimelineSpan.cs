namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>A stretch of the timeline, as it is or as it will be joined.</summary>
/// <param name="Start">Since the run's start.</param>
/// <param name="Parts">What it is made of, in the order of time.</param>
internal sealed record TimelineSpan(TimeSpan Start, IReadOnlyList<TimelineStretch> Parts)
{
    public TimeSpan End => Parts[^1].End;

    public TimeSpan Length => End - Start;

    public int Contributors => Parts.Sum(part => part.Contributors);
}
