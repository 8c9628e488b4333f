using System.Text.Json;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Reads scenarios of HTTP steps, so that a plan can load any system without code: keys <c>steps</c> and <c>data</c>.</summary>
/// <param name="transport">The HTTP client of all virtual users.</param>
public sealed class StepsReader(HttpTransport transport) : IInlineScenarioReader
{
    private const string StepsKey = "steps";
    private const string DataKey = "data";

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys { get; } = [StepsKey, DataKey];

    /// <inheritdoc/>
    public ScenarioDefinition? Read(string name, JsonObjectReader json, IReadOnlyDictionary<string, string> env)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(env);
        var hasData = json.TryGet(DataKey, out var data);
        if (!json.TryGet(StepsKey, out var value))
        {
            if (hasData)
                json.Error(DataKey, "belongs to steps, and there are none");
            return hasData ? Nothing(name) : null;
        }

        var names = new VariableNames();
        foreach (var variable in env.Keys)
            names.Add(variable);
        var feed = hasData ? DataReader.Read(new JsonObjectReader(json.PathOf(DataKey), data, json.Errors), names) : null;
        var steps = ReadSteps(json, value, names);
        return new ScenarioDefinition(name, $"{steps.Count} steps of the plan", user => new StepScenario(user, transport, steps, feed, names));
    }

    private static List<Step> ReadSteps(JsonObjectReader json, JsonElement value, VariableNames names)
    {
        List<Step> steps = [];
        var path = json.PathOf(StepsKey);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            json.Errors.Add(path, "expected an array of at least one step");
            return steps;
        }

        foreach (var (n, element) in value.EnumerateArray().Index())
        {
            var reader = new JsonObjectReader(FormattableString.Invariant($"{path}[{n}]"), element, json.Errors);
            if (element.ValueKind != JsonValueKind.Object)
                continue;
            var step = StepReader.Read(reader, names);
            if (steps.Any(other => other.Name == step.Name))
                reader.Error("name", $"another step is called '{step.Name}'; the report tells steps apart by their names");
            steps.Add(step);
        }

        return steps;
    }

    // The plan is refused anyway.
    private static ScenarioDefinition Nothing(string name) => new(name, "", _ => throw new InvalidOperationException("The plan has errors."));
}
