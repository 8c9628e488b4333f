using System.Text.Json;
using UpCoach.LoadRunners.Engine.Executors;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads an executor's own keys, scaled as the overrides say.</summary>
internal sealed class ScenarioReader(JsonObjectReader json, PlanOverrides overrides)
{
    public JsonObjectReader Json => json;

    /// <summary>Reads a number of users; scaled numbers are rounded up.</summary>
    public int Vus(string key, int otherwise, int least = 1)
    {
        var isGiven = json.Properties.ContainsKey(key);
        var vus = json.Whole(key, otherwise, least, 1_000_000);
        return isGiven ? (int)Math.Ceiling(vus * overrides.ScaleRate - 1e-9) : (int)vus;
    }

    public int RequiredVus(string key)
    {
        json.Required(key);
        return Vus(key, 1);
    }

    public double RequiredRate(string key)
    {
        json.Required(key);
        var rate = Rate(key, 1);
        if (rate == 0) json.Error(key, "expected more than 0");
        return rate == 0 ? 1 : rate;
    }

    public double Rate(string key, double otherwise) => json.Number(key, otherwise, 0) * overrides.ScaleRate;

    /// <summary>Reads a duration of load, which scales.</summary>
    public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan? least = null) => json.Duration(key, otherwise, least) * overrides.ScaleTime;

    public TimeSpan RequiredDuration(string key)
    {
        json.Required(key);
        return Duration(key, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>Reads stages.</summary>
    /// <param name="areUsers">Whether targets are whole numbers of users, or rates.</param>
    public IReadOnlyList<Stage> RequiredStages(bool areUsers)
    {
        if (json.Required("stages") is not { } value) return [];
        var path = json.PathOf("stages");
        if (value.ValueKind != JsonValueKind.Array)
        {
            json.Errors.Add(path, $"expected an array, found {JsonPath.KindOf(value)}");
            return [];
        }

        List<Stage> stages = [];
        foreach (var (i, element) in value.EnumerateArray().Index())
        {
            var stage = new JsonObjectReader(FormattableString.Invariant($"{path}[{i}]"), element, json.Errors);
            if (element.ValueKind != JsonValueKind.Object) continue;
            var reader = new ScenarioReader(stage, overrides);
            stage.Required("duration");
            stage.Required("target");
            stages.Add(new Stage(reader.Duration("duration", TimeSpan.Zero), areUsers ? reader.Vus("target", 0, 0) : reader.Rate("target", 0)));
            stage.End();
        }

        if (stages.Count == 0) json.Errors.Add(path, "expected at least one stage");
        else if (stages.All(stage => stage.Duration == TimeSpan.Zero)) json.Errors.Add(path, "expected at least one duration above 0");
        return stages;
    }
}
