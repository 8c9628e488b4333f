using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>What a server's <c>pg_stat_statements</c> counted during a run: the counters at the end less those at the start. Nothing is reset.</summary>
internal sealed class StatementStatistics(PostgresServer server)
{
    private const int MostText = 240;

    private const string Sql = """
        /* evidence.statements */
        SELECT queryid, userid::bigint, dbid::bigint, toplevel, calls, total_exec_time, rows, query
        FROM pg_stat_statements WHERE queryid IS NOT NULL AND query NOT LIKE '%evidence.s%'
        """;

    private Dictionary<(long, long, long, bool), (long Calls, double Ms, long Rows, string Text)> _before = [];

    /// <summary>Notes the counters at the start.</summary>
    public void Begin() => _before = Read();

    /// <summary>Gives what was executed since, with texts in which no value and no secret is.</summary>
    public IEnumerable<ServerStatement> End()
    {
        foreach (var (key, now) in Read())
        {
            var before = _before.GetValueOrDefault(key);
            // Counters that fell were reset by somebody, or the statement was forgotten and came back.
            var (calls, ms, rows) = now.Calls >= before.Calls ? (now.Calls - before.Calls, now.Ms - before.Ms, now.Rows - before.Rows) : (now.Calls, now.Ms, now.Rows);
            if (calls > 0) yield return new ServerStatement(server.Name, Shown(now.Text), calls, Math.Round(ms, 2), Math.Round(ms / calls, 4), rows);
        }
    }

    /// <summary>Gives a statement's text on one line. Commands that set passwords are not normalised by PostgreSQL, so their values go.</summary>
    internal static string Shown(string text)
    {
        var line = string.Join(' ', Secrets.Hide(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostText ? line : line[..(MostText - 1)] + "…";
    }

    private Dictionary<(long, long, long, bool), (long Calls, double Ms, long Rows, string Text)> Read()
    {
        var found = new Dictionary<(long, long, long, bool), (long, double, long, string)>();
        using var command = server.Command(Sql);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            found[(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetBoolean(3))] =
                (row.GetInt64(4), row.GetDouble(5), row.GetInt64(6), row.GetString(7));
        }

        return found;
    }
}
