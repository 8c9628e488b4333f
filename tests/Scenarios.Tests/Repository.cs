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

    /// <summary>Gives a plan with the targets that it names, as the runner reads it.</summary>
    public static string PlanWithTargets(string name)
    {
        var plan = Parsed(name);
        if (plan["targets"] is not JsonValue) return plan.ToJsonString();
        var targets = Parsed("targets");
        plan["targets"] = targets["targets"]!.DeepClone();
        var metrics = plan["serverMetrics"] as JsonObject ?? [];
        plan["serverMetrics"] = metrics;
        foreach (var (metric, query) in targets["serverMetrics"]!.AsObject()) metrics.TryAdd(metric, query?.DeepClone());
        return plan.ToJsonString();
    }
}
