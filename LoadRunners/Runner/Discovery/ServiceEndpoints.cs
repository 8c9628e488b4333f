namespace UpCoach.LoadRunners.Runner.Discovery;

/// <summary>Reads service discovery from the environment: <c>services__NAME__http__0=http://host:port</c>.</summary>
internal static class ServiceEndpoints
{
    private const string Prefix = "services__";

    /// <summary>Finds the first http endpoint of each service whose name starts with a prefix, by name: runner-2 before runner-10.</summary>
    /// <exception cref="CommandException">A value is no address.</exception>
    public static IReadOnlyList<(string Name, Uri Address)> Find(IReadOnlyDictionary<string, string> environment, string namePrefix)
    {
        var found = new List<(string Name, Uri Address)>();
        foreach (var (key, value) in environment)
        {
            if (!key.StartsWith(Prefix, StringComparison.Ordinal) || key.Split("__") is not ["services", var name, "http", "0"]
                || !name.StartsWith(namePrefix, StringComparison.Ordinal))
            {
                continue;
            }

            found.Add(Uri.TryCreate(value, UriKind.Absolute, out var address)
                ? (name, address)
                : throw new CommandException(ExitCodes.BadInput, $"{key} is no address: '{value}'"));
        }

        return [.. found.OrderBy(service => service.Name.Length).ThenBy(service => service.Name, StringComparer.Ordinal)];
    }
}
