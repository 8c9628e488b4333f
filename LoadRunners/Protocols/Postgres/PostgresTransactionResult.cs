namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>What became of a transaction.</summary>
/// <param name="IsCommitted">Whether it was committed.</param>
/// <param name="SqlState">What it failed with; null if it was committed.</param>
/// <param name="Error">What went wrong; null if it was committed.</param>
/// <param name="Retries">How often it began again.</param>
/// <param name="Duration">From the first attempt to the end.</param>
/// <param name="ResponseTime">From when it should have begun to the end.</param>
public sealed record PostgresTransactionResult(bool IsCommitted, string? SqlState, string? Error, int Retries, TimeSpan Duration, TimeSpan ResponseTime);
