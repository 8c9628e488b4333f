namespace UpCoach.LoadRunners.Scenarios.Accounts;

/// <summary>Where the identity provider sent the user back to, and with what.</summary>
internal sealed class Callback
{
    private readonly Dictionary<string, string> _query = new(StringComparer.Ordinal);

    private Callback(string uri) => Uri = uri;

    /// <summary>Gets the address without its query.</summary>
    public string Uri { get; }

    /// <summary>Gets a parameter; null if it is missing.</summary>
    public string? this[string name] => _query.GetValueOrDefault(name);

    /// <summary>Reads a Location header; a missing one gives an empty address.</summary>
    public static Callback Parse(string? location)
    {
        var parts = (location ?? "").Split('?', 2);
        var callback = new Callback(parts[0]);
        foreach (var pair in parts.Length == 2 ? parts[1].Split('&') : [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) callback._query.TryAdd(pair[..equals], System.Uri.UnescapeDataString(pair[(equals + 1)..]));
        }

        return callback;
    }
}
