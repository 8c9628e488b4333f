namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>A statement with a name. Make it once and keep it.</summary>
/// <param name="Name">The <c>name</c> tag; also a comment before the statement, so that the server's statistics lead back here.</param>
/// <param name="Sql">The statement, with parameters <c>$1</c>, <c>$2</c> and so on.</param>
/// <param name="IsPrepared">Whether each connection prepares it once: parsed and planned no more after that.</param>
public sealed record PostgresStatement(string Name, string Sql, bool IsPrepared = false)
{
    internal string Text { get; } = $"/* {Name.Replace("*/", "", StringComparison.Ordinal)} */ {Sql}";
}
