using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Adds .NET projects of this repository.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that the AppHost refers to.</summary>
    /// <typeparam name="TProject">The class that the build wrote for the project.</typeparam>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject(name, new TProject());

    /// <summary>Adds a project by the path of its file. It must have been built.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddProject(name, new ProjectPathMetadata(Path.GetFullPath(projectPath, builder.AppHostDirectory)));

    /// <summary>Says how many copies of the project run. This host runs one; draw several resources to have them visible by name.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);

    private static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata)
    {
        var project = new ProjectResource(name);
        return builder.AddResource(project)
            .WithAnnotation(metadata)
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory")
            .WithEnvironment(context =>
            {
                if (context.ExecutionContext.IsPublishMode)
                {
                    DescribePorts(project, context.EnvironmentVariables);
                }
                else
                {
                    DescribeUrls(project, context.EnvironmentVariables);
                }
            });
    }

    private static void DescribePorts(ProjectResource project, Dictionary<string, object> variables)
    {
        var http = project.GetEndpoints().Where(endpoint => endpoint.Scheme is "http").ToArray();
        if (http.Length == 0)
        {
            return;
        }

        variables.TryAdd("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in http)
        {
            ports.Append($"{(ports.IsEmpty ? "" : ";")}{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        variables.TryAdd("HTTP_PORTS", ports.Build());
    }

    private static void DescribeUrls(ProjectResource project, Dictionary<string, object> variables)
    {
        variables.TryAdd("OTEL_SERVICE_NAME", project.Name);
        variables.TryAdd("ASPNETCORE_ENVIRONMENT", "Production");
        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(endpoint => endpoint.Scheme is "http" or "https"))
        {
            urls.Append($"{(urls.IsEmpty ? "" : ";")}{endpoint.Property(EndpointProperty.Url)}");
        }

        if (!urls.IsEmpty)
        {
            variables.TryAdd("ASPNETCORE_URLS", urls.Build());
        }
    }
}
