using System.Diagnostics.CodeAnalysis;

namespace UpCoach.LoadRunners.Engine.Scenarios;

/// <summary>The scenarios that a plan can run, by name.</summary>
public sealed class ScenarioCatalog
{
    private readonly Dictionary<string, ScenarioDefinition> _byName = new(StringComparer.Ordinal);

    /// <summary>Initializes the catalog.</summary>
    /// <param name="definitions">The entries, in the order of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">Two entries have one name.</exception>
    public ScenarioCatalog(IEnumerable<ScenarioDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        Definitions = [.. definitions];
        foreach (var definition in Definitions)
        {
            _byName.Add(definition.Name, definition);
        }
    }

    /// <summary>Gets what reads scenarios that are written in the plan itself.</summary>
    /// <value>Null, the default, if plans can only name entries.</value>
    public IInlineScenarioReader? Inline { get; init; }

    /// <summary>Gets all entries.</summary>
    public IReadOnlyList<ScenarioDefinition> Definitions { get; }

    /// <summary>Gets the names of all entries.</summary>
    public IReadOnlyList<string> Names => [.. Definitions.Select(definition => definition.Name)];

    /// <summary>Finds an entry by its exact name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out ScenarioDefinition? definition) => _byName.TryGetValue(name, out definition);
}
