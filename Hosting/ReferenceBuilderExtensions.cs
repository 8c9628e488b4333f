using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Tells a resource about another one.</summary>
public static class ReferenceBuilderExtensions
{
    /// <summary>Gives a resource the connection string of another one, whole and in parts.</summary>
    /// <param name="builder">The resource that is told.</param>
    /// <param name="source">The resource it is told about.</param>
    /// <param name="connectionName">The connection's name; null is the source's name.</param>
    /// <param name="optional">Whether the connection string may be missing.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        connectionName ??= resource.Name;
        return builder.Relate(resource).WithEnvironment(context =>
        {
            context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName}"] =
                new ConnectionStringReference(resource, optional);
            var prefix = connectionName.Length == 0 ? "" : EnvironmentVariableName.Encode(connectionName).ToUpperInvariant() + "_";
            foreach (var (part, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[prefix + part.ToUpperInvariant()] = value;
            }
        });
    }

    /// <summary>Gives a resource every endpoint of another one.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.Tell(source.Resource, null, null);

    /// <summary>Gives a resource every endpoint of another one, under another name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment => builder.Tell(source.Resource, null, name);

    /// <summary>Gives a resource one endpoint of another one.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment => builder.Tell(endpointReference.Resource, endpointReference.EndpointName, null);

    /// <summary>Gives a resource the address of a service outside the application.</summary>
    /// <exception cref="InvalidOperationException">The address is not absolute or has a path.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
        {
            throw new InvalidOperationException($"The uri of the service reference '{name}' must be absolute and have no path.");
        }

        return builder
            .WithEnvironment($"services__{name}__default__0", uri.ToString())
            .WithEnvironment(EnvironmentVariableName.Encode(name), uri.ToString());
    }

    // One annotation a source: a second reference to the same one adds its endpoint to the first one's callback.
    private static IResourceBuilder<T> Tell<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints source, string? endpointName, string? name)
        where T : IResourceWithEnvironment
    {
        var told = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().FirstOrDefault(known => known.Resource == source);
        if (told is null)
        {
            told = new EndpointReferenceAnnotation(source);
            builder.WithAnnotation(told).WithEnvironment(context => Populate(context, told, name));
        }

        if (endpointName is null)
        {
            told.UseAllEndpoints = true;
        }
        else
        {
            told.EndpointNames.Add(endpointName);
        }

        return builder.Relate(source);
    }

    private static void Populate(EnvironmentCallbackContext context, EndpointReferenceAnnotation told, string? name)
    {
        var serviceName = name ?? told.Resource.Name;
        var prefix = EnvironmentVariableName.Encode(name ?? serviceName.ToUpperInvariant());
        foreach (var endpoint in told.Resource.GetEndpoints())
        {
            if (!told.UseAllEndpoints && !told.EndpointNames.Contains(endpoint.EndpointName))
            {
                continue;
            }

            context.EnvironmentVariables[$"{prefix}_{EnvironmentVariableName.Encode(endpoint.EndpointName).ToUpperInvariant()}"] = endpoint;
            context.EnvironmentVariables[$"services__{serviceName}__{endpoint.EndpointName}__0"] = endpoint;
        }
    }

    private static IResourceBuilder<T> Relate<T>(this IResourceBuilder<T> builder, IResource source)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(source, "Reference"));
}
