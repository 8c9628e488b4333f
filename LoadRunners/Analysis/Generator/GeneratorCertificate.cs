namespace UpCoach.LoadRunners.Analysis.Generator;

/// <summary>The generator's statement about itself: whether its figures can be trusted, and why not.</summary>
public sealed record GeneratorCertificate
{
    /// <summary>Gets how late planned arrivals were handed to a free user, 99th percentile in ms.</summary>
    /// <value>Null when nothing was scheduled by time.</value>
    public double? ScheduleLagP99Ms { get; init; }

    /// <summary>Gets the arrivals that were begun over those that were asked for, 0 to 1.</summary>
    /// <value>Null when nothing was scheduled by time.</value>
    public double? AchievedRatio { get; init; }

    /// <summary>Gets |N - X R| / N: the users that were at work, against those that the measured iterations account for.</summary>
    /// <value>Null when no user was at work.</value>
    public double? LittlesLawError { get; init; }

    /// <summary>Gets the generator's CPU time over wall time and cores, 0 to 1.</summary>
    /// <value>Null when unknown.</value>
    public double? CpuRatio { get; init; }

    /// <summary>Gets the share of the run in which the garbage collector paused a generator for long, 0 to 1.</summary>
    /// <value>Null when unknown.</value>
    public double? GcPauseRatio { get; init; }

    /// <summary>Gets how often the generator's machine had no port, handle or buffer left for a connection.</summary>
    public long SocketErrors { get; init; }

    /// <summary>Gets whether generator and target run on one machine.</summary>
    public bool SharesMachine { get; init; }

    /// <summary>Gets the rules that were broken; empty when the generator kept its promise.</summary>
    public IReadOnlyList<GeneratorBreach> Breaches { get; init; } = [];

    /// <summary>Gets what a reader should know, though it does not void the run.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Gets why the run proves nothing, a breach and its remedy each; empty when there is no breach.</summary>
    public IReadOnlyList<string> VoidReasons => [.. Breaches.Select(breach => breach.ToString())];
}
