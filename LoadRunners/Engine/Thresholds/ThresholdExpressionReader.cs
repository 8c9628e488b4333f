using System.Globalization;
using System.Text.RegularExpressions;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>Reads a threshold's expression.</summary>
/// <remarks>
/// <code>
/// expression  = aggregation [ "[" duration "]" ] operator number
/// aggregation = "count" | "rate" | "value" | "avg" | "min" | "max" | "med" | "p(" number ")"
/// operator    = "&gt;" | "&gt;=" | "&lt;" | "&lt;=" | "==" | "===" | "!="
/// </code>
/// A counter has count and rate, a gauge value, a rate rate, a trend the others, a server metric value and those of a trend; a percentile
/// is 0 to 100. The window is ours: the expression must hold in every stretch of that length.
/// </remarks>
internal static partial class ThresholdExpressionReader
{
    private static readonly TimeSpan s_leastWindow = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, ThresholdOperator> s_operators = new(StringComparer.Ordinal)
    {
        [">"] = ThresholdOperator.Greater,
        [">="] = ThresholdOperator.GreaterOrEqual,
        ["<"] = ThresholdOperator.Less,
        ["<="] = ThresholdOperator.LessOrEqual,
        ["=="] = ThresholdOperator.Equal,
        ["==="] = ThresholdOperator.Equal,
        ["!="] = ThresholdOperator.NotEqual,
    };

    /// <summary>Reads an expression.</summary>
    /// <returns>Null after an error.</returns>
    public static Threshold? Read(string key, ThresholdTarget target, string expression, string path, PlanErrors errors)
    {
        var match = Expression().Match(expression);
        if (!match.Success || !TryNumber(match.Groups["limit"].Value, out var limit))
        {
            errors.Add(path, $"'{expression}' is not a threshold: expected aggregation operator number, as {Example(target.Metric.Kind)}; "
                + $"operators: {string.Join(' ', s_operators.Keys)}");
            return null;
        }

        var word = match.Groups["aggregation"].Value;
        if (AggregationOf(word) is not { } aggregation || !Allowed(target).Contains(aggregation))
        {
            errors.Add(path, $"'{word}' can't be asked of {target.Metric.Name}, a {Word(target)}; allowed: {Words(target)}");
            return null;
        }

        var percentile = double.NaN;
        if (aggregation == Aggregation.Percentile && (!TryNumber(match.Groups["percentile"].Value, out percentile) || percentile is < 0 or > 100))
        {
            errors.Add(path, $"'{word}' is no percentile: expected p(0) to p(100)");
            return null;
        }

        if (!TryWindow(match.Groups["window"], target, path, errors, out var window)) return null;
        return new Threshold
        {
            Metric = target.Metric,
            Selector = target.Selector,
            Server = target.Server,
            Key = key,
            Expression = expression,
            Aggregation = aggregation,
            Percentile = percentile,
            Window = window,
            Operator = s_operators[match.Groups["operator"].Value],
            Limit = limit,
        };
    }

    private static bool TryWindow(Group text, ThresholdTarget target, string path, PlanErrors errors, out TimeSpan? window)
    {
        window = null;
        if (!text.Success) return true;
        if (target.Server is not null)
        {
            errors.Add(path, $"a window can't be used on {target.Metric.Name}, a server metric: use a range in its query");
            return false;
        }

        if (!DurationText.TryParse(text.Value, out var length) || length < s_leastWindow)
        {
            errors.Add(path, $"'[{text.Value}]' is no window: expected {DurationText.Allowed}, at least {DurationText.Of(s_leastWindow)}");
            return false;
        }

        window = length;
        return true;
    }

    private static Aggregation? AggregationOf(string word) => word switch
    {
        "count" => Aggregation.Count,
        "rate" => Aggregation.Rate,
        "value" => Aggregation.Value,
        "avg" => Aggregation.Avg,
        "min" => Aggregation.Min,
        "max" => Aggregation.Max,
        "med" => Aggregation.Med,
        ['p', '(', ..] => Aggregation.Percentile,
        _ => null,
    };

    private static Aggregation[] Allowed(ThresholdTarget target) => target.Metric.Kind switch
    {
        MetricKind.Counter => [Aggregation.Count, Aggregation.Rate],
        MetricKind.Gauge when target.Server is null => [Aggregation.Value],
        MetricKind.Rate => [Aggregation.Rate],
        MetricKind.Gauge => [Aggregation.Value, Aggregation.Avg, Aggregation.Min, Aggregation.Max, Aggregation.Med, Aggregation.Percentile],
        _ => [Aggregation.Avg, Aggregation.Min, Aggregation.Max, Aggregation.Med, Aggregation.Percentile],
    };

    private static string Words(ThresholdTarget target) =>
        string.Join(", ", Allowed(target).Select(one => one == Aggregation.Percentile ? "p(N)" : Lower(one.ToString())));

    private static string Word(ThresholdTarget target) => target.Server is null ? Lower(target.Metric.Kind.ToString()) : "server metric";

    private static string Lower(string word) => char.ToLowerInvariant(word[0]) + word[1..];

    private static string Example(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "count>100",
        MetricKind.Gauge => "value<100",
        MetricKind.Rate => "rate<0.01",
        _ => "p(95)<500",
    };

    private static bool TryNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(@"^\s*(?<aggregation>p\(\s*(?<percentile>[^()\s]+)\s*\)|[a-z]+)\s*(\[\s*(?<window>[^\]]*?)\s*\])?\s*(?<operator>>=|<=|===|==|!=|>|<)\s*(?<limit>[+-]?[0-9.]+([eE][+-]?[0-9]+)?)\s*$")]
    private static partial Regex Expression();
}
