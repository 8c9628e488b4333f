using System.Text.Json;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Reads one step.</summary>
internal static class StepReader
{
    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    public static Step Read(JsonObjectReader json, VariableNames names)
    {
        json.Required("name");
        json.Required("url");
        var name = json.Text("name", "");
        if (name.Contains('{'))
            json.Error("name", "can't have variables: each of its values would be a row of the report");
        var (body, type) = ReadBody(json, names);
        var step = new Step
        {
            Name = name,
            Method = HttpMethod.Parse(json.Choice("method", s_methods)),
            Url = Template.Parse(json.Text("url", "/"), Escaping.Uri, names, json.PathOf("url"), json.Errors).WithPlainStart(),
            Headers = ReadHeaders(json, names),
            Body = body,
            ContentType = type,
            MaxRedirects = json.Properties.ContainsKey("redirects") ? (int)json.Whole("redirects", 0, 0, 100) : null,
            // What it finds itself, its checks may name.
            Extractions = StepSourceReader.ReadExtractions(json, name, names),
            Checks = StepCheckReader.Read(json, name, names),
            Think = json.Duration("think", TimeSpan.Zero),
        };
        json.End();
        return step;
    }

    private static List<(string, Template)> ReadHeaders(JsonObjectReader json, VariableNames names)
    {
        var path = json.PathOf("headers");
        return [.. json.Texts("headers").Select(header =>
            (header.Key, Template.Parse(header.Value, Escaping.None, names, $"{path}.{header.Key}", json.Errors)))];
    }

    private static (Template? Body, string? ContentType) ReadBody(JsonObjectReader json, VariableNames names)
    {
        var hasForm = json.TryGet("form", out _);
        if (!json.TryGet("body", out var body))
            return hasForm ? (ReadForm(json, names), HttpBody.FormType) : (null, null);
        if (hasForm)
            json.Error("form", "can't stand beside body");
        var path = json.PathOf("body");
        return body.ValueKind == JsonValueKind.String
            ? (Template.Parse(body.GetString()!, Escaping.None, names, path, json.Errors), "text/plain; charset=utf-8")
            : (JsonTemplate.Parse(body, names, path, json.Errors), HttpBody.JsonType);
    }

    private static Template ReadForm(JsonObjectReader json, VariableNames names)
    {
        var path = json.PathOf("form");
        return Template.Join(json.Texts("form").Index().SelectMany(field => new[]
        {
            Template.Constant($"{(field.Index == 0 ? "" : "&")}{Uri.EscapeDataString(field.Item.Key)}="),
            // What is constant must be escaped as values are.
            field.Item.Value.Contains('{')
                ? Template.Parse(field.Item.Value, Escaping.Uri, names, $"{path}.{field.Item.Key}", json.Errors)
                : Template.Constant(Uri.EscapeDataString(field.Item.Value)),
        }));
    }
}
