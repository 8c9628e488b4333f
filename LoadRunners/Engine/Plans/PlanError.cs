namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>One thing that is wrong with a plan.</summary>
/// <param name="JsonPath">Where, as <c>$.scenarios.feed.duration</c>.</param>
/// <param name="Message">What, and which values are allowed.</param>
public sealed record PlanError(string JsonPath, string Message)
{
    /// <summary>Prints <c>path: message</c>.</summary>
    public override string ToString() => $"{JsonPath}: {Message}";
}
