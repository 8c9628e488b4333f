namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>Iterations of one scenario over all agents.</summary>
/// <param name="Complete">Ended by themselves.</param>
/// <param name="Interrupted">Cut off.</param>
/// <param name="Dropped">Never begun.</param>
public sealed record IterationCount(long Complete, long Interrupted, long Dropped)
{
    /// <summary>None at all.</summary>
    public static IterationCount None { get; } = new(0, 0, 0);

    /// <summary>Adds another agent's.</summary>
    public IterationCount Add(long complete, long interrupted, long dropped) => new(Complete + complete, Interrupted + interrupted, Dropped + dropped);
}
