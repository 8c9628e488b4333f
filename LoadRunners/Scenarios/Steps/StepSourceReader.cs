using System.Text.Json;
using System.Text.RegularExpressions;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Reads where in a response a value is.</summary>
internal static class StepSourceReader
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Reads <c>extract</c>: names, each with a JSONPath or with <c>{"jsonpath"}</c>, <c>{"header"}</c>, <c>{"regex"}</c>.</summary>
    public static List<StepExtraction> ReadExtractions(JsonObjectReader json, string step, VariableNames names)
    {
        List<StepExtraction> extractions = [];
        if (!json.TryGet("extract", out var value))
            return extractions;
        var section = new JsonObjectReader(json.PathOf("extract"), value, json.Errors);
        foreach (var (name, source) in section.Properties)
        {
            if (VariableNames.BuiltIn.Contains(name))
                section.Error(name, "is given to every step; use another name");
            if (ReadSource(section.PathOf(name), source, json.Errors) is { } found)
                extractions.Add(new StepExtraction(names.Add(name), found, $"{step}: gives {name}"));
        }

        return extractions;
    }

    /// <summary>Reads <c>jsonpath</c>, <c>header</c> and <c>regex</c> of an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="isNeeded">Whether none of them is an error.</param>
    public static StepSource? ReadKeys(JsonObjectReader json, bool isNeeded)
    {
        var path = json.Text("jsonpath", "");
        var header = json.Text("header", "");
        var pattern = json.Text("regex", "");
        if (path.Length > 0 && header.Length > 0)
            json.Error("header", "can't stand beside jsonpath");
        if (isNeeded && path.Length + header.Length + pattern.Length == 0)
            json.Errors.Add(json.Path, "expected jsonpath, header or regex");
        var query = path.Length > 0 ? JsonQuery.TryParse(path) : null;
        if (path.Length > 0 && query is null)
            json.Error("jsonpath", $"'{path}': {JsonQuery.Allowed}");
        return new StepSource(query, header.Length > 0 ? header : null, pattern.Length > 0 ? RegexOf(json, "regex", pattern) : null);
    }

    public static Regex? RegexOf(JsonObjectReader json, string key, string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, s_patience);
        }
        catch (ArgumentException e)
        {
            json.Error(key, $"not a regular expression: {e.Message}");
            return null;
        }
    }

    private static StepSource? ReadSource(string path, JsonElement source, PlanErrors errors)
    {
        if (source.ValueKind == JsonValueKind.String)
        {
            if (JsonQuery.TryParse(source.GetString()!) is { } query)
                return new StepSource(query, null, null);
            errors.Add(path, $"'{source.GetString()}': {JsonQuery.Allowed}");
            return null;
        }

        var json = new JsonObjectReader(path, source, errors);
        if (source.ValueKind != JsonValueKind.Object)
            return null;
        var read = ReadKeys(json, isNeeded: true);
        json.End();
        return read;
    }
}
