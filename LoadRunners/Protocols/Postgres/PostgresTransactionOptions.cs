using System.Data;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>How a transaction runs.</summary>
public sealed record PostgresTransactionOptions
{
    /// <summary>Gets the isolation level.</summary>
    /// <value>Read committed by default, as the server's.</value>
    public IsolationLevel Isolation { get; init; } = IsolationLevel.ReadCommitted;

    /// <summary>Gets how often, and how soon, it begins again after a serialization failure or a deadlock.</summary>
    /// <value>3 times by default, first after 5 ms.</value>
    public BackOff Retry { get; init; } = new() { First = TimeSpan.FromMilliseconds(5), MaxAttempts = 3 };
}
