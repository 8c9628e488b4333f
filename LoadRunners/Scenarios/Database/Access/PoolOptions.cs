namespace UpCoach.LoadRunners.Scenarios.Database.Access;

/// <summary>What pool of connections a scenario's users share in this process.</summary>
/// <param name="Name">What the server calls its sessions: <c>perf-lab NAME</c> in <c>pg_stat_activity.application_name</c>.</param>
/// <param name="Size">Most connections, 1 or more; 10 by default.</param>
internal sealed record PoolOptions(string Name, int Size = 10)
{
    /// <summary>Gets whether unqualified names mean the lab's copies of the platform's tables first.</summary>
    /// <value>False by default: the platform's own tables.</value>
    public bool WritesToLab { get; init; }

    /// <summary>Gets whether each use has a connection of its own, opened for it and closed after it.</summary>
    /// <value>False by default.</value>
    public bool IsCold { get; init; }

    /// <summary>Gets after how long a connection that nobody uses is closed.</summary>
    /// <value>5 s by default: scenarios follow one another, and what the last one leaves open is missing to the next.</value>
    public TimeSpan IdleLifetime { get; init; } = TimeSpan.FromSeconds(5);
}
