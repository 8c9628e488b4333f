namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>What becomes of an arrival that finds no free virtual user.</summary>
public enum BusyPolicy
{
    /// <summary>It is dropped and counted as <c>dropped_iterations</c>: k6's way, the default.</summary>
    Drop,

    /// <summary>It waits for the next free user; its wait counts in its response time.</summary>
    Queue,
}
