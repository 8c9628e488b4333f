namespace UpCoach.AppHost.Resources;

/// <summary>Edge nodes of the content delivery network.</summary>
internal static class CdnEdges
{
    /// <summary>Adds the edge node of a region.</summary>
    public static IResourceBuilder<ProjectResource> AddCdnEdge(this IDistributedApplicationBuilder builder, string name, string region) => builder
        .AddProject<Projects.CdnEdge>(name)
        .WithHttpEndpoint()
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithSharedNativeHeaps()
        .WithEnvironment("Cdn__Region", region)

        // An edge only passes bytes on: its sockets' completions run where they arrive, without a change of threads.
        .WithEnvironment("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

    private const string PurgeVariable = "Cdn__PurgeToken";

    /// <summary>Makes nodes one network: each knows where the others are, tells clients which living one is nearest, and routes around those that died.</summary>
    /// <returns>The secret by which all of them are told to forget something.</returns>
    /// <remarks>In a run the nodes wait as long as the way from a client's region takes, for clients that name one; in a deployment there is a real way.</remarks>
    public static IResourceBuilder<ParameterResource> ConnectCdnEdges(this IDistributedApplicationBuilder builder, params IResourceBuilder<ProjectResource>[] edges)
    {
        var purgeToken = builder.AddParameter("cdn-purge-token", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
        foreach (var edge in edges)
        {
            edge.WithPurgeToken(purgeToken);
            if (builder.ExecutionContext.IsRunMode) edge.WithEnvironment("Cdn__Regions__Enabled", "true");
            foreach (var other in edges)
            {
                edge.WithEnvironment($"Cdn__Regions__Edges__{other.Resource.Name}__Region", other.Resource.Name["cdn-".Length..])
                    .WithEnvironment($"Cdn__Regions__Edges__{other.Resource.Name}__Url", other.GetEndpoint("http"));
            }
        }

        return purgeToken;
    }

    /// <summary>Gives a program the secret by which nodes are told to forget something.</summary>
    public static IResourceBuilder<ProjectResource> WithPurgeToken(
        this IResourceBuilder<ProjectResource> program, IResourceBuilder<ParameterResource> purgeToken) => program.WithEnvironment(PurgeVariable, purgeToken);

    /// <summary>Adds a server that the node fetches from; it balances over all of them, and needs none to start.</summary>
    public static IResourceBuilder<ProjectResource> WithOrigin(
        this IResourceBuilder<ProjectResource> edge, IResourceBuilder<ProjectResource> origin) => edge.WithReference(origin);
}
