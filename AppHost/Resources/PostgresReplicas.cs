using System.Globalization;

namespace UpCoach.AppHost.Resources;

/// <summary>Streaming read replicas of a PostgreSQL server.</summary>
internal static class PostgresReplicas
{
    private const int TargetPort = 5432;
    private const string ScriptPath = "/replica.sh";

    // The same for all: a hot standby refuses to start with less than its primary has.
    private static readonly string[] ServerArguments =
    [
        "-c", "wal_level=replica",
        "-c", "max_wal_senders=10",
        "-c", "max_replication_slots=10",
        "-c", "hot_standby=on",

        // The load test's pool of 500, the pools of the API, and some to look with. Each that is used takes about 1.4 MB.
        "-c", "max_connections=900",

        // The default of 5 s is how long a replica would stay behind after a lost connection.
        "-c", "wal_retrieve_retry_interval=200ms",

        // No query here runs long enough to be worth compiling: the analytics took longer to compile than to run.
        "-c", "jit=off",

        // Counts every statement by its text, which in this API begins with its name.
        "-c", "shared_preload_libraries=pg_stat_statements",
    ];

    /// <summary>Adds hot standbys that stream from the server, each with a replication slot of its own: <c>name-replica-1</c> and so on.</summary>
    /// <param name="primary">The server.</param>
    /// <param name="count">How many, at most 9: the primary keeps one of ten slots free.</param>
    public static IResourceBuilder<PostgresServerResource> WithReadReplicas(this IResourceBuilder<PostgresServerResource> primary, int count)
    {
        primary.AsReplicated();
        for (var number = 1; number <= count; number++)
        {
            var replica = AddReplica(primary, number).WaitFor(primary);
            primary.WithAnnotation(new ReadReplicaAnnotation(replica.Resource));
        }

        return primary;
    }

    /// <summary>Adds a connection string that lists the primary and every replica; clients choose by role, never by position.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The name of the connection string.</param>
    public static IResourceBuilder<ConnectionStringResource> AddMultiHostConnectionString(
        this IResourceBuilder<PostgresDatabaseResource> database, string name)
    {
        var builder = database.ApplicationBuilder;
        var primary = database.Resource.Parent;
        var replicas = primary.Annotations.OfType<ReadReplicaAnnotation>().Select(annotation => annotation.Replica).ToArray();
        var servers = builder.AddConnectionString(name, expression =>
        {
            expression.Append($"Host={primary.PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
            foreach (var replica in replicas)
            {
                expression.Append($",{replica.PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
            }

            expression.Append($";Username={primary.UserNameReference};Password={primary.PasswordParameter}");
            expression.AppendLiteral($";Database={database.Resource.DatabaseName}");
        });
        servers.WaitFor(database);
        foreach (var replica in replicas)
        {
            servers.WaitFor(builder.CreateResourceBuilder(replica));
        }

        return servers;
    }

    /// <summary>Prepares a server for replicas.</summary>
    public static IResourceBuilder<PostgresServerResource> AsReplicated(this IResourceBuilder<PostgresServerResource> primary) => primary
        .WithArgs(ServerArguments)
        .WithBindMount("../deploy/postgres/primary-init.sh", "/docker-entrypoint-initdb.d/primary-init.sh", isReadOnly: true);

    /// <summary>Adds one hot standby. It waits by itself for the primary that it copies, up to a minute; with data of its own it needs none.</summary>
    /// <param name="primary">The server.</param>
    /// <param name="number">Its number, from 1.</param>
    public static IResourceBuilder<PostgresReplicaResource> AddReplica(this IResourceBuilder<PostgresServerResource> primary, int number)
    {
        var server = primary.Resource;
        var image = server.Annotations.OfType<ContainerImageAnnotation>().Last();
        var replica = new PostgresReplicaResource(string.Create(CultureInfo.InvariantCulture, $"{server.Name}-replica-{number}"), server);
        return primary.ApplicationBuilder.AddResource(replica)
            .WithImage(image.Image, image.Tag)
            .WithImageRegistry(image.Registry)
            .WithEndpoint(targetPort: TargetPort, name: PostgresReplicaResource.EndpointName)
            .WithBindMount("../deploy/postgres/replica.sh", ScriptPath, isReadOnly: true)
            .WithEntrypoint(ScriptPath)
            .WithArgs(ServerArguments)
            .WithEnvironment("PRIMARY_HOST", $"{server.PrimaryEndpoint.Property(EndpointProperty.Host)}")
            .WithEnvironment("PRIMARY_PORT", $"{server.PrimaryEndpoint.Property(EndpointProperty.Port)}")
            .WithEnvironment("REPLICATION_SLOT", string.Create(CultureInfo.InvariantCulture, $"replica_{number}"))
            .WithEnvironment("PGDATA", "/var/lib/postgresql/data")
            .WithEnvironment("PGUSER", server.UserNameReference)

            // What the primary's pg_stat_replication calls it.
            .WithEnvironment("PGAPPNAME", replica.Name)
            .WithEnvironment(context => context.EnvironmentVariables["PGPASSWORD"] = server.PasswordParameter)
            .WithParentRelationship(primary);
    }
}
