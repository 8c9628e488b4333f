namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>When to start.</summary>
/// <param name="UtcTicks">The instant on the agent's own clock.</param>
internal sealed record StartRequest(long UtcTicks);
