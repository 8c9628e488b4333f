using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Scenarios.Database.Access;

/// <summary>Reads numbers and durations of a scenario's <c>env</c>.</summary>
internal static class EnvNumber
{
    /// <summary>Gives a whole number of 1 or more.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static int Read(IReadOnlyDictionary<string, string> env, string name, int usual) => !env.TryGetValue(name, out var text) ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new ArgumentException($"{name} is '{text}', but must be a whole number above 0.");

    /// <summary>Gives a duration as plans write it: <c>5s</c>.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static TimeSpan ReadDuration(IReadOnlyDictionary<string, string> env, string name, TimeSpan usual) => !env.TryGetValue(name, out var text) ? usual
        : DurationText.TryParse(text, out var duration) ? duration
        : throw new ArgumentException($"{name} is '{text}', but must be {DurationText.Allowed}.");
}
