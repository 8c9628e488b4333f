namespace UpCoach.LoadRunners.Analysis.Generator;

/// <summary>A rule that the generator broke: the run proves nothing about the target.</summary>
/// <param name="Rule">The rule's stable name: <c>schedule-lag</c>, <c>achieved-rate</c>, <c>littles-law</c>, <c>own-cpu</c>, <c>gc-pause</c>, <c>sockets</c>, <c>lost-agent</c>.</param>
/// <param name="Reason">What was seen, and the limit.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record GeneratorBreach(string Rule, string Reason, string Remedy)
{
    /// <summary>Prints the reason and the remedy.</summary>
    public override string ToString() => $"{Reason} {Remedy}";
}
