using System.Globalization;
using System.Text.Json;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads <c>summaryTrendStats</c>: which columns a summary shows of a trend.</summary>
internal static class TrendStatReader
{
    private const string Key = "summaryTrendStats";

    private static readonly string[] s_words = ["avg", "min", "med", "max", "count"];

    public static IReadOnlyList<string> Read(JsonObjectReader json, IReadOnlyList<string> otherwise)
    {
        if (!json.TryGet(Key, out var value)) return otherwise;
        if (value.ValueKind != JsonValueKind.Array)
        {
            json.Error(Key, $"expected an array such as [\"avg\", \"p(95)\"], found {JsonPath.KindOf(value)}");
            return otherwise;
        }

        List<string> stats = [];
        foreach (var (i, element) in value.EnumerateArray().Index())
        {
            if (element.ValueKind == JsonValueKind.String && IsStat(element.GetString()!))
            {
                stats.Add(element.GetString()!);
                continue;
            }

            json.Errors.Add(FormattableString.Invariant($"{json.PathOf(Key)}[{i}]"),
                $"{element.GetRawText()} is unknown; allowed: {string.Join(", ", s_words)}, p(0) to p(100)");
        }

        return stats;
    }

    private static bool IsStat(string text) => s_words.Contains(text)
        || (text is ['p', '(', .. var number, ')']
            && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile)
            && percentile is >= 0 and <= 100);
}
