namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>A member whose figures ended early.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Segment">Its share of the plan.</param>
/// <param name="Reason">What was seen of it last.</param>
internal sealed record LostMember(string Name, string Segment, string Reason)
{
    /// <summary>In plain words.</summary>
    public override string ToString() => $"Runner {Name} with the share {Segment} was lost: {Reason}.";
}
