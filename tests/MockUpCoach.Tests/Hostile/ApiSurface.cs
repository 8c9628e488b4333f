using System.Text.Json;
using System.Text.Json.Nodes;

namespace UpCoach.MockUpCoach.Tests.Hostile;

/// <summary>Every place of the API that takes text, as its own OpenAPI document names them: an endpoint that is added is attacked without a new test.</summary>
internal sealed class ApiSurface(JsonElement document)
{
    private const int Depth = 6;

    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    /// <summary>Gives for each text of each operation a request that has <paramref name="attack"/> in that place and harmless values in all others.</summary>
    public IEnumerable<(string Place, HttpMethod Method, string Path, string? Json)> Requests(string attack)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => Methods.Contains(operation.Name, StringComparer.Ordinal)))
            {
                var method = new HttpMethod(operation.Name.ToUpperInvariant());
                var parameters = operation.Value.TryGetProperty("parameters", out var list) ? list.EnumerateArray().ToList() : [];
                var body = Body(operation.Value);
                foreach (var parameter in parameters)
                {
                    var name = parameter.GetProperty("name").GetString()!;
                    yield return ($"{method} {path.Name} {name}", method, Address(path.Name, parameters, name, attack), body is { } schema ? Fill(schema, Depth)?.ToJsonString() : null);
                }

                if (body is not { } whole)
                    continue;
                foreach (var place in Texts(whole, "", Depth).ToList())
                    yield return ($"{method} {path.Name} body{place}", method, Address(path.Name, parameters, null, attack), Inject(Fill(whole, Depth), place, attack)?.ToJsonString());
            }
        }
    }

    private static string Address(string template, List<JsonElement> parameters, string? attacked, string attack)
    {
        var query = new List<string>();
        foreach (var parameter in parameters)
        {
            var name = parameter.GetProperty("name").GetString()!;
            var value = Uri.EscapeDataString(name == attacked ? attack : "1");
            if (parameter.GetProperty("in").GetString() == "path")
                template = template.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            else if (parameter.GetProperty("in").GetString() == "query" && (name == attacked || (parameter.TryGetProperty("required", out var required) && required.GetBoolean())))
                query.Add($"{name}={value}");
        }

        return query.Count == 0 ? template : $"{template}?{string.Join('&', query)}";
    }

    private static JsonElement? Body(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json) && json.TryGetProperty("schema", out var schema)
            ? schema
            : null;

    private JsonElement Resolve(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        foreach (var choice in new[] { "oneOf", "anyOf", "allOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
                return Resolve(choices.EnumerateArray().Last());
        }

        return schema;
    }

    private static bool Is(JsonElement schema, string type) => schema.TryGetProperty("type", out var named)
        && (named.ValueKind == JsonValueKind.Array ? named.EnumerateArray().Any(one => one.GetString() == type) : named.GetString() == type);

    private JsonNode? Fill(JsonElement reference, int depth)
    {
        var schema = Resolve(reference);
        if (depth == 0)
            return null;
        if (schema.TryGetProperty("enum", out var values))
            return JsonNode.Parse(values[0].GetRawText());
        if (schema.TryGetProperty("properties", out var properties))
            return new JsonObject(properties.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Fill(property.Value, depth - 1))));
        if (Is(schema, "array"))
            return schema.TryGetProperty("items", out var items) ? new JsonArray(Fill(items, depth - 1)) : new JsonArray();
        if (Is(schema, "integer") || Is(schema, "number"))
            return JsonValue.Create(1);
        if (Is(schema, "boolean"))
            return JsonValue.Create(true);
        if (!Is(schema, "string"))
            return new JsonObject();
        return JsonValue.Create(schema.TryGetProperty("format", out var format) ? Formatted(format.GetString()) : "a");
    }

    private static string Formatted(string? format) => format switch
    {
        "date" => "2026-11-24",
        "date-time" => "2026-11-24T12:00:00Z",
        "uuid" => "01938f00-0000-7000-8000-000000000001",
        _ => "a",
    };

    private IEnumerable<string> Texts(JsonElement reference, string path, int depth)
    {
        var schema = Resolve(reference);
        if (depth == 0)
            return [];
        if (schema.TryGetProperty("properties", out var properties))
            return properties.EnumerateObject().SelectMany(property => Texts(property.Value, $"{path}/{property.Name}", depth - 1));
        if (Is(schema, "array"))
            return schema.TryGetProperty("items", out var items) ? Texts(items, $"{path}/0", depth - 1) : [];
        return Is(schema, "string") ? [path] : [];
    }

    private static JsonNode? Inject(JsonNode? body, string place, string attack)
    {
        var steps = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length == 0)
            return JsonValue.Create(attack);
        var at = body;
        foreach (var step in steps[..^1])
            at = at is JsonArray list ? list[0] : at![step];
        if (at is JsonArray last)
            last[0] = attack;
        else
            at![steps[^1]] = attack;
        return body;
    }
}
