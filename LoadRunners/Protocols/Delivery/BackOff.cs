namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>When to try again after a connection was lost.</summary>
/// <remarks>
/// <code>
/// delay(n) = min(Max, First * Factor^n) * (1 - Jitter * u)       n = 0, 1, ...    u uniform in 0 to 1
/// </code>
/// Jitter keeps thousands of users, cut off at one moment, from coming back at one moment.
/// </remarks>
public sealed record BackOff
{
    /// <summary>Gets the delay before the first attempt.</summary>
    /// <value>100 ms by default.</value>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets the greatest delay.</summary>
    /// <value>5 s by default.</value>
    public TimeSpan Max { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets by what each delay is longer than the one before.</summary>
    /// <value>2 by default.</value>
    public double Factor { get; init; } = 2;

    /// <summary>Gets the share of a delay that chance may take off, 0 to 1.</summary>
    /// <value>0.5 by default.</value>
    public double Jitter { get; init; } = 0.5;

    /// <summary>Gets how often to try before giving up.</summary>
    /// <value>No limit by default.</value>
    public int MaxAttempts { get; init; } = int.MaxValue;

    /// <summary>Gives the delay before an attempt.</summary>
    /// <param name="attempt">0 for the first.</param>
    /// <param name="random">The user's random numbers.</param>
    public TimeSpan Delay(int attempt, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var whole = Math.Min(First.TotalSeconds * Math.Pow(Factor, attempt), Max.TotalSeconds);
        return TimeSpan.FromSeconds(whole * (1 - Jitter * random.NextDouble()));
    }
}
