using System.Text.Json;
using System.Text.Json.Nodes;
using UpCoach.Testing;

namespace UpCoach.Scenarios.Tests;

/// <summary>Files of the repository.</summary>
internal static class Repository
{
    private static readonly JsonDocumentOptions s_json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    public static string Root { get; } = RepositoryRoot.Path;

    public static string Plan(string name) => File.ReadAllText(Path.Combine(Root, "plans", $"{name}.json"));

    public static JsonObject Parsed(string name) => JsonNode.Parse(Plan(name), documentOptions: s_json)!.AsObject();
}
