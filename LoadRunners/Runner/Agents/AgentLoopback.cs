namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>Notices a target by a loopback address that agents of other machines are sent to: each would load its own machine.</summary>
internal static class AgentLoopback
{
    /// <summary>Gives the one warning of a run; null where there is nothing to say.</summary>
    /// <param name="target">What is to be loaded.</param>
    /// <param name="agents">The remote agents.</param>
    public static string? Warning(Uri target, IEnumerable<Uri> agents)
    {
        if (!target.IsLoopback) return null;
        var elsewhere = agents.Where(agent => !agent.IsLoopback).Select(agent => agent.Authority).ToList();
        return elsewhere.Count == 0
            ? null
            : $"the target {target} is another system for each machine: {string.Join(", ", elsewhere)} would load their own {target.Host}. Name it by an address that every agent reaches.";
    }
}
