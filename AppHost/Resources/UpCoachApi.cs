namespace UpCoach.AppHost.Resources;

/// <summary>Instances of the UpCoach API.</summary>
internal static class UpCoachApi
{
    // What the API's settings call their connections, whatever the resources are called.
    private const string DatabaseConnection = "upcoachdb";
    private const string CacheConnection = "cache";

    /// <summary>Adds an instance with the amount of seed data that the request's load needs.</summary>
    public static IResourceBuilder<ProjectResource> AddUpCoachApi(this IDistributedApplicationBuilder builder, string name) => builder
        .AddProject<Projects.MockUpCoach>(name)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithSharedNativeHeaps()
        .WithEnvironment("UpCoach__Seed__Users", "5000")
        .WithEnvironment("UpCoach__Seed__ContentItems", "20000")
        .WithEnvironment("UpCoach__Seed__CheckIns", "200000");

    /// <summary>Gives an instance its database: writes go to the primary, reads to the replicas.</summary>
    /// <remarks>It waits for the replicas too: copying an empty database is cheap, copying one while the first instance fills it is not.</remarks>
    public static IResourceBuilder<ProjectResource> WithDatabase(
        this IResourceBuilder<ProjectResource> api, IResourceBuilder<ConnectionStringResource> everyServer) =>
        api.WithReference(everyServer, DatabaseConnection).WaitFor(everyServer);

    /// <summary>Gives an instance its cache.</summary>
    public static IResourceBuilder<ProjectResource> WithCache(this IResourceBuilder<ProjectResource> api, IResourceBuilder<RedisResource> cache) =>
        api.WithReference(cache, CacheConnection).WaitFor(cache);

    /// <summary>Gives an instance the folder of all files.</summary>
    public static IResourceBuilder<ProjectResource> WithFiles(this IResourceBuilder<ProjectResource> api, SharedFolder files) =>
        api.WithEnvironment("UpCoach__Files__Root", () => files.Path);

    /// <summary>Gives an instance the address by which the world knows the platform: what issuers begin with, which clients compare with the address that they asked.</summary>
    /// <remarks>All instances need the same. In a deployment one name leads to every edge; in a run each edge has an address, and one of them is the name.</remarks>
    public static IResourceBuilder<ProjectResource> WithPublicAddress(this IResourceBuilder<ProjectResource> api, IResourceBuilder<ProjectResource> edge) =>
        api.WithEnvironment("UpCoach__Auth__Origin", edge.GetEndpoint("http"));
}
