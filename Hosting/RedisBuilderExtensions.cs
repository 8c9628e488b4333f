using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Adds Redis.</summary>
public static class RedisBuilderExtensions
{
    private const int TargetPort = 6379;

    /// <summary>Adds a server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port clients use; null is any free one.</param>
    /// <param name="password">The password; null is generated.</param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        return builder.AddResource(new RedisResource(name, secret))
            .WithEndpoint(port: port, targetPort: TargetPort, name: RedisResource.PrimaryEndpointName)
            .WithImage("library/redis", "8.2")
            .WithImageRegistry("docker.io")
            .WithEntrypoint("/bin/sh")
            .WithEnvironment(context => context.EnvironmentVariables["REDIS_PASSWORD"] = secret)
            .WithArgs(context =>
            {
                // The shell expands the variable inside the container, so that the password is in no argument list of the declaration.
                context.Args.Add("-c");
                context.Args.Add("redis-server --requirepass $REDIS_PASSWORD");
            });
    }
}
