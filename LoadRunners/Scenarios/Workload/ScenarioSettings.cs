using System.Globalization;

namespace UpCoach.LoadRunners.Scenarios.Workload;

/// <summary>What a plan may say in a scenario's <c>env</c>.</summary>
/// <param name="Think">The pause between two actions of a person: <c>THINK</c>, such as <c>1s</c>, <c>500ms</c> or <c>0</c>; 1 s by default.</param>
/// <param name="Users">How many users the system under test has: <c>USERS</c>; 5,000 by default.</param>
/// <param name="Items">How many content items it was seeded with: <c>ITEMS</c>; 20,000 by default.</param>
internal sealed record ScenarioSettings(TimeSpan Think, int Users, int Items)
{
    /// <summary>Reads the settings; other names are left alone.</summary>
    /// <exception cref="ArgumentException">A value is not of its kind.</exception>
    public static ScenarioSettings Read(IReadOnlyDictionary<string, string> env) => new(
        env.TryGetValue("THINK", out var think) ? Duration(think) : TimeSpan.FromSeconds(1),
        EnvNumber.Read(env, "USERS", 5_000),
        EnvNumber.Read(env, "ITEMS", 20_000));

    private static TimeSpan Duration(string text)
    {
        var (number, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 0.001)
            : text.EndsWith('s') ? (text[..^1], 1)
            : (text, text == "0" ? 1 : double.NaN);
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(unit)
            ? TimeSpan.FromSeconds(value * unit)
            : throw new ArgumentException($"THINK is '{text}', but must be a duration such as 1s, 500ms or 0.");
    }
}
