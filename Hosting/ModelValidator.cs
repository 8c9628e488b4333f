using System.Globalization;
using System.Text.RegularExpressions;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Checks a drawing without stopping at the first error.</summary>
internal static partial class ModelValidator
{
    private const int LongestName = 64;

    /// <summary>Checks a drawing.</summary>
    /// <returns>One line an error; none for a good drawing.</returns>
    public static IReadOnlyList<string> Validate(IReadOnlyList<IResource> resources, IReadOnlySet<string> healthChecks) =>
    [
        .. resources.Select(NameError).OfType<string>(),
        .. Duplicates(resources),
        .. resources.SelectMany(resource => DanglingReferences(resource, resources)),
        .. resources.SelectMany(resource => UnknownHealthChecks(resource, healthChecks)),
        .. resources.OfType<ContainerResource>().Where(container => !container.HasAnnotationOfType<ContainerImageAnnotation>())
            .Select(container => $"The container '{container.Name}' has no image; call WithImage."),
        .. SharedPorts(resources),
        .. StartGraph.Of(resources).Cycles.Select(cycle => $"Resources wait for each other in a circle: {string.Join(" -> ", cycle)}."),
    ];

    private static string? NameError(IResource resource) =>
        resource.Name.Length is > 0 and <= LongestName && GoodName().IsMatch(resource.Name)
            ? null
            : $"The resource name '{resource.Name}' is not valid: use 1 to {LongestName} ASCII letters, digits and single hyphens, starting with a letter and not ending with a hyphen.";

    private static IEnumerable<string> Duplicates(IReadOnlyList<IResource> resources) => resources
        .GroupBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase)
        .Where(same => same.Count() > 1)
        .Select(same => $"The resource name '{same.Key}' is used {same.Count()} times.");

    private static IEnumerable<string> DanglingReferences(IResource resource, IReadOnlyList<IResource> resources)
    {
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>().Where(wait => !resources.Contains(wait.Resource)))
        {
            yield return $"The resource '{resource.Name}' waits for '{wait.Resource.Name}', which is not part of the application.";
        }

        if (resource is IResourceWithParent child && !resources.Contains(child.Parent))
        {
            yield return $"The resource '{resource.Name}' belongs to '{child.Parent.Name}', which is not part of the application.";
        }

        foreach (var relation in resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relation => relation.Resource is not ParameterResource && !resources.Contains(relation.Resource)).DistinctBy(relation => relation.Resource))
        {
            yield return $"The resource '{resource.Name}' refers to '{relation.Resource.Name}', which is not part of the application.";
        }

        foreach (var told in resource.Annotations.OfType<EndpointReferenceAnnotation>())
        {
            foreach (var name in told.EndpointNames.Where(name => !told.Resource.GetEndpoint(name).Exists))
            {
                yield return $"The resource '{resource.Name}' refers to the endpoint '{name}' of '{told.Resource.Name}', which has none of that name.";
            }
        }

        if (resource is IResourceWithConnectionString { ConnectionStringExpression: var expression })
        {
            foreach (var endpoint in EndpointsOf(expression).Where(endpoint => !endpoint.Exists).DistinctBy(endpoint => endpoint.EndpointName))
            {
                yield return $"The connection string '{resource.Name}' names the endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}', which has none of that name.";
            }
        }
    }

    // Resources have expressions of their own and are checked by themselves, so that no circle is followed.
    private static IEnumerable<EndpointReference> EndpointsOf(object value) => value switch
    {
        EndpointReference endpoint => [endpoint],
        IResource => [],
        IValueWithReferences composed => composed.References.SelectMany(EndpointsOf),
        _ => [],
    };

    private static IEnumerable<string> UnknownHealthChecks(IResource resource, IReadOnlySet<string> healthChecks) => resource.Annotations
        .OfType<HealthCheckAnnotation>().Where(check => !healthChecks.Contains(check.Key))
        .Select(check => $"The resource '{resource.Name}' asks for the health check '{check.Key}', which is not registered.");

    private static IEnumerable<string> SharedPorts(IReadOnlyList<IResource> resources) => resources
        .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.Port is not null).Select(e => (Port: e.Port!.Value, resource.Name)))
        .GroupBy(endpoint => endpoint.Port)
        .Where(same => same.Count() > 1)
        .Select(same => string.Create(
            CultureInfo.InvariantCulture, $"The port {same.Key} is given to {string.Join(" and ", same.Select(endpoint => $"'{endpoint.Name}'"))}."));

    [GeneratedRegex("^[A-Za-z](-?[A-Za-z0-9])*$")]
    private static partial Regex GoodName();
}
