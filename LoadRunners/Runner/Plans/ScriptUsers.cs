using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Executors.ConstantArrivalRate;
using UpCoach.LoadRunners.Engine.Executors.RampingArrivalRate;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Runner.Plans;

/// <summary>Gives users to a script's arrival-rate scenarios that name none. k6 refuses those; the script at hand shall run as it stands.</summary>
/// <remarks>
/// <code>
/// N = 2 s X     N users   X arrivals a second at the highest
/// </code>
/// Little's law: enough as long as an iteration takes up to 2 s on average. Beyond, arrivals are dropped, and the run says so and is void. A plan is
/// our own format, and there the key is required, as in k6.
/// </remarks>
internal static class ScriptUsers
{
    private const string Key = "preAllocatedVUs";
    private const double SecondsOfArrivals = 2;
    private const double MostRate = 100_000; // beyond, whoever wrote it has to say

    /// <summary>Fills in what is missing.</summary>
    /// <param name="options">The options as JSON; what is wrong in them is left for the plan's reader to say.</param>
    /// <returns>The options, and a note for each scenario that got users.</returns>
    public static (string Options, IReadOnlyList<string> Notes) Fill(string options)
    {
        List<string> notes = [];
        if (JsonNode.Parse(options) is not JsonObject root || root["scenarios"] is not JsonObject scenarios) return (options, notes);
        foreach (var (name, node) in scenarios)
        {
            if (node is not JsonObject scenario || scenario.ContainsKey(Key) || HighestRate(scenario) is not { } rate || rate is not (> 0 and < MostRate)) continue;
            var users = (int)Math.Ceiling(rate * SecondsOfArrivals);
            scenario[Key] = scenario["maxVUs"] is { } most && Number(most) is { } limit and >= 1 && limit < users ? (int)limit : users;
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} says no {Key}, which k6 refuses: it has {scenario[Key]} users at --scale-rate 1, enough while an iteration takes {(int)scenario[Key]! / rate:0.##} s or less."));
        }

        return (notes.Count > 0 ? root.ToJsonString() : options, notes);
    }

    // Arrivals a second; null if that can't be told.
    private static double? HighestRate(JsonObject scenario)
    {
        var unit = scenario["timeUnit"] is { } text ? Duration(text) : TimeSpan.FromSeconds(1);
        IEnumerable<JsonNode?>? rates = Text(scenario["executor"]) switch
        {
            ConstantArrivalRateOptions.ExecutorName => [scenario["rate"]],
            RampingArrivalRateOptions.ExecutorName when scenario["stages"] is JsonArray stages => [scenario["startRate"], .. stages.Select(stage => (stage as JsonObject)?["target"])],
            _ => null,
        };
        return unit > TimeSpan.Zero ? rates?.Select(Number).Max() / unit.Value.TotalSeconds : null;
    }

    private static TimeSpan? Duration(JsonNode node) =>
        Number(node) is { } milliseconds ? DurationText.TryFromMilliseconds(milliseconds, out var whole) ? whole : null
        : Text(node) is { } text && DurationText.TryParse(text, out var duration) ? duration : null;

    private static double? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number ? node.GetValue<double>() : null;

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
