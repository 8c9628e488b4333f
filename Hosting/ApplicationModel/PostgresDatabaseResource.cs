namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A database of a PostgreSQL server. It is created when the server is up.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="databaseName">The database's name on the server.</param>
/// <param name="postgresParentResource">The server.</param>
public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
    : Resource(name), IResourceWithParent<PostgresServerResource>, IResourceWithConnectionString
{
    /// <summary>Gets the server.</summary>
    public PostgresServerResource Parent { get; } = postgresParentResource;

    /// <summary>Gets the database's name on the server.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent};Database={DatabaseName}");

    /// <summary>Gets the database's address as a URI.</summary>
    public ReferenceExpression UriExpression => Parent.BuildUri(DatabaseName);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
    [
        .. Parent.GetConnectionProperties().Select(property => property.Key switch
        {
            "Uri" => new KeyValuePair<string, ReferenceExpression>(property.Key, UriExpression),
            "JdbcConnectionString" => new KeyValuePair<string, ReferenceExpression>(property.Key, Parent.BuildJdbc(DatabaseName)),
            _ => property,
        }),
        new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")),
    ];
}
