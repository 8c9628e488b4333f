using System.Text.Json;
using System.Text.Json.Nodes;

namespace UpCoach.LoadRunners.Runner.Plans;

/// <summary>Reads a plan's JSON where something is put into it before the plan reader sees it: comments and trailing commas are allowed.</summary>
internal static class PlanJson
{
    private static readonly JsonDocumentOptions s_options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>Gives the object; null for what is none.</summary>
    /// <exception cref="JsonException">It is no JSON, or has a key twice.</exception>
    public static JsonObject? Parse(string json) => JsonNode.Parse(json, documentOptions: s_options) as JsonObject;

    /// <summary>Gives a plan; null for what is no object: that is the plan reader's to explain.</summary>
    public static JsonObject? TryParse(string plan)
    {
        try
        {
            return Parse(plan);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
