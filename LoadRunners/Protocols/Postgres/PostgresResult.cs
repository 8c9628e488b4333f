namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>What became of a statement. An error is a result too.</summary>
/// <typeparam name="T">What a row is read as.</typeparam>
public sealed record PostgresResult<T>
{
    /// <summary>Gets the rows; empty if there are none.</summary>
    public IReadOnlyList<T> Rows { get; init; } = [];

    /// <summary>Gets how many rows were read or changed.</summary>
    public long RowCount { get; init; }

    /// <summary>Gets the SQLSTATE, or what stands for it (<see cref="PostgresMetrics.SqlStateTag"/>); null if all went well.</summary>
    public string? SqlState { get; init; }

    /// <summary>Gets what went wrong; null if nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the wait for a connection.</summary>
    public TimeSpan PoolWait { get; init; }

    /// <summary>Gets the time from sending to the last row.</summary>
    public TimeSpan ServiceTime { get; init; }

    /// <summary>Gets the time from when it should have been sent to the last row.</summary>
    public TimeSpan ResponseTime { get; init; }

    /// <summary>Gets whether all went well.</summary>
    public bool IsSuccess => SqlState is null;
}
