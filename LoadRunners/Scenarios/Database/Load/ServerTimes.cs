using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>Reads <c>pg_stat_statements</c> each <c>THINK</c> and records what one execution of each named statement took at the server in that time.</summary>
/// <remarks>
/// mean = (total_exec_time now - before) / (calls now - before), a sample for each statement that was called, of all clients: the server counts
/// the platform's own calls and the lab's as one statement. The network and the generator's own waits are not in it.
/// </remarks>
internal sealed class ServerTimes(VirtualUser user, LabDatabase database, PoolOptions pool) : DatabaseScenario(user, database, pool)
{
    /// <summary>What an execution took at the server, the mean of an interval; tag <c>name</c>.</summary>
    public static readonly MetricDefinition ServerDuration = new("pg_server_duration", MetricKind.Trend, "ms");

    private static readonly PostgresStatement Read = new("lab.statements", """
        SELECT substring(query FROM '/\* ([a-z.-]+) \*/') AS name, sum(calls)::bigint, sum(total_exec_time)
        FROM pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query ~ '^/\* (analytics|content|sessions|tokens|users|passwords|files|attachments)\.'
        GROUP BY 1
        """);

    private Dictionary<string, (long Calls, double Milliseconds)>? _before;

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var read = await Session.QueryAsync(Read, row => (Name: row.GetString(0), Calls: row.GetInt64(1), Milliseconds: row.GetDouble(2)), stop);
        if (User.Check("pg_stat_statements: can be read", read.IsSuccess))
        {
            foreach (var (name, calls, milliseconds) in read.Rows)
            {
                if (_before is null) break;
                var before = _before.GetValueOrDefault(name);
                if (calls > before.Calls) User.Trend(ServerDuration.Name, (milliseconds - before.Milliseconds) / (calls - before.Calls), TagSet.Empty.With(TagNames.Name, name));
            }

            _before = read.Rows.ToDictionary(row => row.Name, row => (row.Calls, row.Milliseconds), StringComparer.Ordinal);
        }

        await User.ThinkAsync(Settings.Think, stop);
    }
}
