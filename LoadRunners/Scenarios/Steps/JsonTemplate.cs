using System.Text.Json;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Reads a JSON value whose strings are templates. A string that is <c>{name:json}</c> and no more becomes the variable's value itself: a number, an object.</summary>
internal static class JsonTemplate
{
    private const string RawSuffix = ":json}";

    public static Template Parse(JsonElement value, VariableNames names, string path, PlanErrors errors) =>
        Template.Join(TemplatesOf(value, names, path, errors));

    private static IEnumerable<Template> TemplatesOf(JsonElement value, VariableNames names, string path, PlanErrors errors) => value.ValueKind switch
    {
        JsonValueKind.Object => Enclose('{', '}', value.EnumerateObject().Select(property => TemplatesOf(property.Value, names, $"{path}.{property.Name}", errors)
            .Prepend(Template.Constant($"{JsonSerializer.Serialize(property.Name, StepJson.Default.String)}:")))),
        JsonValueKind.Array => Enclose('[', ']', value.EnumerateArray().Select((item, n) => TemplatesOf(item, names, FormattableString.Invariant($"{path}[{n}]"), errors))),
        JsonValueKind.String => TextOf(value.GetString()!, names, path, errors),
        _ => [Template.Constant(value.GetRawText())],
    };

    private static IEnumerable<Template> Enclose(char begin, char end, IEnumerable<IEnumerable<Template>> items)
    {
        yield return Template.Constant($"{begin}");
        foreach (var (n, item) in items.Index())
        {
            if (n > 0)
                yield return Template.Constant(",");
            foreach (var template in item)
                yield return template;
        }

        yield return Template.Constant($"{end}");
    }

    private static IEnumerable<Template> TextOf(string text, VariableNames names, string path, PlanErrors errors)
    {
        if (text.StartsWith('{') && text.EndsWith(RawSuffix, StringComparison.Ordinal) && names.TryFind(text[1..^RawSuffix.Length], out var slot))
            return [Template.Variable(slot)];
        var written = JsonSerializer.Serialize(text, StepJson.Default.String);
        return [Template.Constant("\""), Template.Parse(written[1..^1], Escaping.Json, names, path, errors), Template.Constant("\"")];
    }
}
