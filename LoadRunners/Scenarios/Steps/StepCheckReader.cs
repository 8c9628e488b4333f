using System.Globalization;
using System.Text.Json;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Reads <c>checks</c>: of the status, or of a value (<c>jsonpath</c>, <c>header</c>, or the body) that must exist, equal, contain or match something.</summary>
internal static class StepCheckReader
{
    public static List<StepCheck> Read(JsonObjectReader json, string step, VariableNames names)
    {
        List<StepCheck> checks = [];
        if (!json.TryGet("checks", out var value))
            return checks;
        var path = json.PathOf("checks");
        if (value.ValueKind != JsonValueKind.Array)
        {
            json.Errors.Add(path, "expected an array");
            return checks;
        }

        foreach (var (n, element) in value.EnumerateArray().Index())
        {
            var reader = new JsonObjectReader(FormattableString.Invariant($"{path}[{n}]"), element, json.Errors);
            if (element.ValueKind != JsonValueKind.Object)
                continue;
            var check = reader.Properties.ContainsKey("status") ? OfStatus(reader, step) : OfValue(reader, step, names);
            checks.Add(check with { Name = reader.Text("name", "") is { Length: > 0 } name ? $"{step}: {name}" : check.Name });
            reader.End();
        }

        return checks;
    }

    private static StepCheck OfStatus(JsonObjectReader json, string step)
    {
        var statuses = json.TryGet("status", out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
        var allowed = statuses.Select(status => status.ValueKind == JsonValueKind.Number && status.TryGetInt32(out var code) ? code : 0).ToArray();
        if (allowed.Length == 0 || allowed.Any(code => code is < 100 or > 599))
            json.Error("status", $"expected a status from 100 to 599, or an array of them, found {value.GetRawText()}");
        return new StepCheck($"{step}: status is {string.Join(" or ", allowed.Select(code => code.ToString(CultureInfo.InvariantCulture)))}", (answer, _) => allowed.Contains(answer.Status));
    }

    private static StepCheck OfValue(JsonObjectReader json, string step, VariableNames names)
    {
        var source = StepSourceReader.ReadKeys(json, isNeeded: false)!;
        var what = source.Json?.Text ?? source.Header ?? "body";
        if (json.TryGet("equals", out var expected))
            return OfEquality(json, step, what, source, expected, names);
        if (json.Properties.ContainsKey("contains"))
        {
            var part = Template.Parse(json.Text("contains", ""), Escaping.None, names, json.PathOf("contains"), json.Errors);
            return new StepCheck($"{step}: {what} contains {json.Text("contains", "")}", (answer, values) => source.Find(answer)?.Contains(part.Render(values), StringComparison.Ordinal) == true);
        }

        var exists = json.Flag("exists", true);
        if (source is { Json: null, Header: null, Pattern: null })
            json.Errors.Add(json.Path, "expected one of status, jsonpath, header, regex, contains; with equals, contains or exists");
        var verb = source.Pattern is null ? (exists ? "exists" : "does not exist") : (exists ? $"matches {source.Pattern}" : $"does not match {source.Pattern}");
        return new StepCheck($"{step}: {what} {verb}", (answer, _) => (source.Find(answer) is not null) == exists);
    }

    private static StepCheck OfEquality(JsonObjectReader json, string step, string what, StepSource source, JsonElement expected, VariableNames names)
    {
        var name = $"{step}: {what} equals {expected}";
        if (expected.ValueKind == JsonValueKind.String)
        {
            var text = Template.Parse(expected.GetString()!, Escaping.None, names, json.PathOf("equals"), json.Errors);
            return new StepCheck(name, (answer, values) => source.Find(answer) == text.Render(values));
        }

        var value = expected.Clone();
        return source.Json is { } query && source.Pattern is null
            ? new StepCheck(name, (answer, _) => answer.Find(query) is { } found && JsonElement.DeepEquals(found, value))
            : new StepCheck(name, (answer, _) => source.Find(answer) == value.ToString());
    }
}
