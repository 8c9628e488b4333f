namespace UpCoach.CdnEdge.Origins;

/// <summary>Finds the origins that the topology gave this node.</summary>
/// <remarks>
/// Reads the service discovery settings <c>services:NAME:http:N</c> (as environment: <c>services__NAME__http__N</c>). Every service in there but the
/// node itself is an origin, so a third API instance is one more reference in the drawing and no change here.
/// </remarks>
internal static class OriginDiscovery
{
    /// <summary>Lists the origins in order of their names.</summary>
    /// <param name="configuration">Where the settings are.</param>
    /// <param name="ownName">The service name of this node, which is left out.</param>
    /// <exception cref="InvalidOperationException">There is no origin, or an address is not an absolute http URL.</exception>
    public static IReadOnlyList<Origin> Find(IConfiguration configuration, string ownName)
    {
        var origins = configuration.GetSection("services").GetChildren()
            .Where(service => !service.Key.Equals(ownName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(service => service.Key, StringComparer.Ordinal)
            .SelectMany(Addresses)
            .ToList();
        return origins.Count > 0
            ? origins
            : throw new InvalidOperationException("The edge has no origin: set services__NAME__http__0 to an origin's address.");
    }

    private static IEnumerable<Origin> Addresses(IConfigurationSection service)
        => service.GetSection("http").GetChildren()
            .Where(address => address.Value is { Length: > 0 })
            .Select((address, position) => new Origin(position == 0 ? service.Key : $"{service.Key}-{position + 1}", Parse(address)));

    private static Uri Parse(IConfigurationSection address)
        => Uri.TryCreate(address.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri!
            : throw new InvalidOperationException($"{address.Path} is '{address.Value}', but must be a URL such as http://127.0.0.1:5001.");
}
