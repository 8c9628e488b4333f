using System.Globalization;

namespace UpCoach.AppHost.Resources;

/// <summary>Redis servers to try failures on, all on demand and without files of their data.</summary>
internal static class RedisServers
{
    private const string Tag = "7.0";

    private const string Scripts = "/etc/redis-lab";

    /// <summary>Adds a lone server that keeps nothing.</summary>
    public static IResourceBuilder<RedisResource> AddScratchRedis(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddRedis(name).WithImageTag(Tag).WithOptions("--save ''").AsOnDemand();

    /// <summary>
    /// Adds <c>name-primary</c>, <c>name-secondary-1</c> that follows it, and <c>name-sentinel-1..3</c> that watch both under the service name
    /// <c>name-primary</c>: two of them agree after one second without an answer, and make the secondary the primary.
    /// </summary>
    /// <param name="builder">The drawing.</param>
    /// <param name="name">What their names begin with.</param>
    public static void AddSentinelRedis(this IDistributedApplicationBuilder builder, string name)
    {
        var password = builder.AddPassword($"{name}-replicated-password");
        var primary = builder.AddRedis($"{name}-primary", password: password);
        var secondary = builder.AddRedis($"{name}-secondary-1", password: password);
        var sentinels = Enumerable.Range(1, 3)
            .Select(number => builder.AddRedis(string.Create(CultureInfo.InvariantCulture, $"{name}-sentinel-{number}"), password: password)).ToArray();
        var watchers = AddressesOf(sentinels);
        foreach (var server in (IResourceBuilder<RedisResource>[])[primary, secondary, .. sentinels])
        {
            server.WithScript(sentinels.Contains(server) ? "sentinel.sh" : "server.sh")
                .WithEnvironment("SELF", $"{server.Resource.PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}")
                .WithEnvironment("PRIMARY", $"{primary.Resource.PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}")
                .WithEnvironment("SENTINELS", watchers)
                .WithEnvironment("SERVICE", primary.Resource.Name);
        }
    }

    /// <summary>Adds <c>name-1</c> and so on, which become a cluster when all of them run: the first half masters, the others a replica of each.</summary>
    /// <param name="builder">The drawing.</param>
    /// <param name="name">What their names begin with.</param>
    /// <param name="masters">How many share the slots, at least 3.</param>
    public static void AddRedisCluster(this IDistributedApplicationBuilder builder, string name, int masters)
    {
        var password = builder.AddPassword($"{name}-password");
        var cluster = new RedisCluster(password.Resource, masters);
        for (var number = 1; number <= 2 * masters; number++)
        {
            var node = builder.AddRedis(string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"), password: password)
                .WithImageTag(Tag)
                .WithEndpoint(targetPort: RedisCluster.BusPort, name: RedisCluster.BusEndpoint);
            node.WithEnvironment("BUS_PORT", $"{node.GetEndpoint(RedisCluster.BusEndpoint).Property(EndpointProperty.Port)}")
                .WithOptions(
                    "--masterauth $REDIS_PASSWORD --cluster-enabled yes --cluster-port $BUS_PORT --cluster-node-timeout 1500 " +
                    "--cluster-require-full-coverage no --repl-diskless-sync-delay 0 --save ''")
                .OnResourceReady((_, _, stop) => cluster.JoinAsync(node.Resource, stop))
                .OnResourceStopped((_, _, _) => cluster.LeaveAsync(node.Resource))
                .AsOnDemand();
            cluster.Nodes.Add(node.Resource);
        }
    }

    private static IResourceBuilder<ParameterResource> AddPassword(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { Special = false }, secret: true).ExcludeFromManifest();

    // The image's own command line stays, so that what it says of the password holds.
    private static IResourceBuilder<RedisResource> WithOptions(this IResourceBuilder<RedisResource> server, string options) =>
        server.WithArgs(context => context.Args[^1] = $"{context.Args[^1]} {options}");

    private static IResourceBuilder<RedisResource> WithScript(this IResourceBuilder<RedisResource> server, string script) => server
        .WithImageTag(Tag)
        .WithBindMount("../deploy/redis", Scripts, isReadOnly: true)
        .WithArgs(context =>
        {
            context.Args.Clear();
            context.Args.Add($"{Scripts}/{script}");
        })
        .AsOnDemand();

    private static ReferenceExpression AddressesOf(IEnumerable<IResourceBuilder<RedisResource>> servers)
    {
        var addresses = new ReferenceExpressionBuilder();
        foreach (var server in servers)
        {
            addresses.AppendLiteral(addresses.IsEmpty ? "" : " ");
            addresses.Append($"{server.Resource.PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
        }

        return addresses.Build();
    }
}
