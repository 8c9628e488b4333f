namespace UpCoach.LoadRunners.Protocols.Redis;

/// <summary>Reads what a Redis server says about itself: the text of <c>INFO</c>, and of <c>CLUSTER INFO</c>.</summary>
public static class RedisInfoReader
{
    // By RESP 3 the text's kind may stand before it.
    private const string Kind = "txt:";

    /// <summary>Reads lines <c>name:value</c>; headings and blank lines are left out.</summary>
    /// <returns>The values by their names, as text.</returns>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (text.StartsWith(Kind, StringComparison.Ordinal) ? text[Kind.Length..] : text)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }
}
