namespace UpCoach.MockUpCoach.Data;

/// <summary>How the API uses its database. Configuration section <c>UpCoach:Database</c>.</summary>
public sealed record DatabaseOptions
{
    /// <summary>How many connections one process opens to one server at most; <c>Maximum Pool Size</c> of the connection string goes before it.</summary>
    /// <value>
    /// 1 or more; default 20. Few and busy: each new backend reads catalogs and plans statements for tens of milliseconds, and more of them than
    /// processors only take turns. With two processes and three servers 84 gives 504 connections.
    /// </value>
    public int MostConnections { get; set; } = 20;
}
