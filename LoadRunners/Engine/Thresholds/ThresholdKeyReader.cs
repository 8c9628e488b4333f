using System.Text.RegularExpressions;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>Reads a threshold's key: the metric, and which of its series.</summary>
/// <remarks>
/// <code>
/// key       = metric [ "{" condition { "," condition } "}" ]
/// condition = tag ":" value                         equality, as in k6
///           | tag ( "!=" | "=~" | "!~" ) value      ours: unequal; whole value matches a regular expression, or doesn't
/// value     = text without "," | '"' text '"' | "'" text "'"
/// </code>
/// All conditions must hold. A tag that a series lacks is the empty text.
/// </remarks>
internal static partial class ThresholdKeyReader
{
    private const string Expected = "expected metric or metric{tag:value,tag!=value,tag=~regex,tag!~regex}";

    /// <summary>Reads a key.</summary>
    /// <returns>Null after an error.</returns>
    public static ThresholdTarget? Read(string key, ThresholdMetrics metrics, string path, PlanErrors errors)
    {
        var match = Key().Match(key);
        if (!match.Success)
        {
            errors.Add(path, $"'{key}' is not a metric: {Expected}");
            return null;
        }

        var name = match.Groups["metric"].Value;
        var target = metrics.Find(name);
        if (target is null) errors.Add(path, $"unknown metric '{name}'; {Spelling.Hint(name, metrics.Names)}");
        if (!match.Groups["conditions"].Success) return target;
        if (target?.Server is not null)
        {
            errors.Add(path, $"{name} is a server metric and has no tags here: select in its query");
            return null;
        }

        var selector = ReadSelector(match.Groups["conditions"].Value, path, errors);
        return selector is null || target is null ? null : target with { Selector = selector };
    }

    private static TagSelector? ReadSelector(string text, string path, PlanErrors errors)
    {
        List<KeyValuePair<string, string>> tags = [];
        List<TagMatcher> matchers = [];
        foreach (Match part in Part().Matches(text))
        {
            var condition = Condition().Match(part.Value.Trim());
            if (!condition.Success)
            {
                errors.Add(path, $"'{part.Value.Trim()}' is not a condition: expected name:value, name!=value, name=~regex or name!~regex");
                return null;
            }

            var (name, value) = (condition.Groups["name"].Value.Trim(), Unquoted(condition.Groups["value"].Value.Trim()));
            try
            {
                switch (condition.Groups["operator"].Value)
                {
                    case ":": tags.Add(new(name, value)); break;
                    case "!=": matchers.Add(new TagMatcher(name, TagComparison.NotEqual, value)); break;
                    case "=~": matchers.Add(new TagMatcher(name, TagComparison.Matches, value)); break;
                    default: matchers.Add(new TagMatcher(name, TagComparison.MatchesNot, value)); break;
                }
            }
            catch (ArgumentException error)
            {
                errors.Add(path, $"'{value}' is not a regular expression that can be used: {error.Message}");
                return null;
            }
        }

        return new TagSelector(TagSet.Of(tags)) { Matchers = matchers };
    }

    private static string Unquoted(string value) =>
        value is ['"', .., '"'] or ['\'', .., '\''] ? value[1..^1] : value;

    [GeneratedRegex(@"^\s*(?<metric>[A-Za-z_][A-Za-z0-9_.]*)\s*(\{(?<conditions>.*)\})?\s*$")]
    private static partial Regex Key();

    // Up to the next comma that is in no quotes; an empty part is one too, so that a stray comma is an error.
    [GeneratedRegex("""(?<=^|,)(?:"[^"]*"|'[^']*'|[^,"'])*(?=,|$)""")]
    private static partial Regex Part();

    [GeneratedRegex("^(?<name>[^:!=~]+?)(?<operator>:|!=|=~|!~)(?<value>.*)$")]
    private static partial Regex Condition();
}
