using Npgsql;

namespace UpCoach.MockUpCoach.Data;

/// <summary>A named statement with positional parameters. Npgsql prepares it by itself the second time it comes by.</summary>
/// <remarks>The text begins with a comment like <c>/* feed.page */</c>: the name under which logs and pg_stat_statements know it.</remarks>
internal sealed class Sql(string text)
{
    private readonly List<NpgsqlParameter> parameters = [];

    /// <summary>Adds the next of <c>$1</c>, <c>$2</c>, …; null is a typed null.</summary>
    public Sql With<T>(T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return this;
    }

    public NpgsqlCommand ToCommand(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter.Clone());
        return command;
    }

    public NpgsqlBatchCommand ToBatchCommand()
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter.Clone());
        return command;
    }
}
