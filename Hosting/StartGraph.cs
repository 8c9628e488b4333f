using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Who must have come before whom: waits, and parents before their children.</summary>
internal sealed class StartGraph
{
    private readonly Dictionary<IResource, IResource[]> _before;

    private StartGraph(IReadOnlyList<IResource> resources)
    {
        _before = resources.Distinct().ToDictionary(resource => resource, resource => DependenciesOf(resource).Distinct().Where(resources.Contains).ToArray());
        Cycles = FindCycles(resources);
        Layers = Cycles.Count > 0 ? [] : FindLayers(resources);
    }

    /// <summary>Gets the circles, each as names with the first one again at the end.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cycles { get; }

    /// <summary>Gets the start order: resources of a layer need none of the same layer. The reverse is the stop order. Empty where there are circles.</summary>
    public IReadOnlyList<IReadOnlyList<IResource>> Layers { get; }

    /// <summary>Gives how many layers of others come after a resource, because they need it.</summary>
    public int FollowersOf(IResource resource) => _before.Where(pair => pair.Value.Contains(resource)).Select(pair => 1 + FollowersOf(pair.Key)).DefaultIfEmpty().Max();

    public static StartGraph Of(IReadOnlyList<IResource> resources) => new(resources);

    private static IEnumerable<IResource> DependenciesOf(IResource resource)
    {
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
        {
            yield return wait.Resource;
        }

        if (resource is IResourceWithParent child)
        {
            yield return child.Parent;
        }
    }

    // Layer(r) = 0 without dependencies, else 1 + the greatest layer of a dependency.
    private List<IReadOnlyList<IResource>> FindLayers(IReadOnlyList<IResource> resources)
    {
        Dictionary<IResource, int> layers = [];
        return [.. resources.Distinct().GroupBy(LayerOf).OrderBy(layer => layer.Key).Select(layer => layer.ToArray())];

        int LayerOf(IResource resource)
        {
            if (!layers.TryGetValue(resource, out var layer))
            {
                layer = _before[resource].Length == 0 ? 0 : 1 + _before[resource].Max(LayerOf);
                layers[resource] = layer;
            }

            return layer;
        }
    }

    // Depth first; an edge back to a resource on the path closes a circle.
    private List<IReadOnlyList<string>> FindCycles(IReadOnlyList<IResource> resources)
    {
        List<IReadOnlyList<string>> cycles = [];
        HashSet<IResource> done = [];
        List<IResource> path = [];
        foreach (var resource in resources)
        {
            Visit(resource);
        }

        return cycles;

        void Visit(IResource resource)
        {
            var start = path.IndexOf(resource);
            if (start >= 0)
            {
                cycles.Add([.. path.Skip(start).Select(r => r.Name), resource.Name]);
                return;
            }

            if (done.Contains(resource))
            {
                return;
            }

            path.Add(resource);
            foreach (var dependency in _before[resource])
            {
                Visit(dependency);
            }

            path.RemoveAt(path.Count - 1);
            done.Add(resource);
        }
    }
}
