using UpCoach.LoadRunners.Runner.Machine;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Names the services of this machine and the ports they listen on: from the topology that the host wrote, service discovery, and the targets.</summary>
internal sealed class ServicePorts(IReadOnlyDictionary<string, string> environment, string? topologyFile, IEnumerable<Uri> targets)
{
    private const string Prefix = "services__";
    private readonly List<Uri> _targets = [.. targets];

    /// <summary>Gives each service's port. The topology may be written only after the load has begun.</summary>
    public IReadOnlyDictionary<string, int> Find()
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        var (topology, _) = TopologyFile.Read(topologyFile);
        foreach (var resource in topology?.Resources ?? [])
        {
            if (resource.Endpoint is { } endpoint) Add(resource.Name, endpoint);
        }

        foreach (var (key, value) in environment)
        {
            if (key.StartsWith(Prefix, StringComparison.Ordinal) && key.Split("__") is ["services", var name, "http", "0"]) Add(name, value);
        }

        foreach (var target in _targets) Add("target", target.AbsoluteUri);
        return ports;

        void Add(string name, string endpoint)
        {
            var text = endpoint.Contains("://", StringComparison.Ordinal) ? endpoint : "tcp://" + endpoint;
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !address.IsLoopback || address.Port <= 0 || ports.ContainsValue(address.Port)) return;
            ports.TryAdd(ports.ContainsKey(name) ? FormattableString.Invariant($"{name}-{address.Port}") : name, address.Port);
        }
    }
}
