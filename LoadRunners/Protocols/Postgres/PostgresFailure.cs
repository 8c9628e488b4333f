using System.Net.Sockets;
using Npgsql;

namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>Names what went wrong.</summary>
internal static class PostgresFailure
{
    public const string SerializationFailure = "40001";
    public const string Deadlock = "40P01";

    public static bool Is(Exception error) => error is NpgsqlException or IOException or SocketException or TimeoutException;

    public static string StateOf(Exception error) => error switch
    {
        PostgresException server => server.SqlState,
        // Npgsql has no type for it, only a sentence; a time-out is inside, so this comes first.
        NpgsqlException when error.Message.Contains("pool has been exhausted", StringComparison.Ordinal) => "pool_exhausted",
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => "timeout",
        _ => "connection",
    };
}
