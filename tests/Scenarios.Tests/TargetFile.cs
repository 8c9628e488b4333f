using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Targets;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;

namespace UpCoach.Scenarios.Tests;

/// <summary>plans/targets.json, and the plans that take it in.</summary>
internal static class TargetFile
{
    /// <summary>Gives every target as the file has it.</summary>
    public static IReadOnlyList<JsonObject> Read() => [.. Repository.Parsed("targets")["targets"]!.AsArray().Select(target => target!.AsObject())];

    /// <summary>Gives the targets of a group.</summary>
    public static IEnumerable<JsonObject> Read(string group) => Read().Where(target => (string?)target["group"] == group);

    /// <summary>Puts the targets, and the server metrics that they name, into a plan, as the runner does.</summary>
    /// <param name="plan">The plan; its own server metrics come first.</param>
    /// <param name="least">As many samples each target needs; null for what the file says.</param>
    public static void PutInto(JsonObject plan, int? least = null)
    {
        var targets = Read().Select(target => target.DeepClone().AsObject()).ToList();
        foreach (var target in targets.Where(target => least is not null && target["metric"] is not null)) target["minSamples"] = least;
        plan["targets"] = new JsonArray([.. targets]);
        var metrics = plan["serverMetrics"] as JsonObject ?? [];
        plan["serverMetrics"] = metrics;
        foreach (var (metric, query) in Repository.Parsed("targets")["serverMetrics"]!.AsObject()) metrics.TryAdd(metric, query?.DeepClone());
    }

    /// <summary>Gives a plan with the targets that it names.</summary>
    public static string Plan(string name)
    {
        var plan = Repository.Parsed(name);
        if (plan["targets"] is JsonValue) PutInto(plan);
        return plan.ToJsonString();
    }

    /// <summary>Gives the targets of a plan, which must be valid.</summary>
    public static IReadOnlyList<PlanTarget> TargetsOf(string plan)
    {
        var read = ReadPlan(plan);
        Assert.Empty(read.Errors);
        return read.Plan!.Targets;
    }

    /// <summary>Reads a plan with the targets that it names.</summary>
    public static PlanReadResult ReadPlan(string name)
    {
        using var transport = new HttpTransport();
        return PlanReader.Read(Plan(name), UpCoachScenarios.Catalog(transport));
    }
}
