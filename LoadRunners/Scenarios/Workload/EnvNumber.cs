using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Workload;

/// <summary>Reads numbers and durations of a scenario's <c>env</c>: an entry, or what is usual where there is none.</summary>
internal static class EnvNumber
{
    /// <summary>Reads a whole number above 0.</summary>
    /// <param name="env">The scenario's <c>env</c>.</param>
    /// <param name="name">The entry.</param>
    /// <param name="usual">What it is where there is no such entry.</param>
    /// <exception cref="ArgumentException">The entry is not a whole number above 0.</exception>
    public static int Read(IReadOnlyDictionary<string, string> env, string name, int usual)
        => !env.TryGetValue(name, out var text) ? usual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new ArgumentException($"{name} is '{text}', but must be a whole number above 0.");

    /// <summary>Reads how many there are, which may be none.</summary>
    /// <exception cref="ArgumentException">The entry is not a whole number of 0 or more.</exception>
    public static int ReadCount(IReadOnlyDictionary<string, string> env, string name, int usual)
        => !env.TryGetValue(name, out var text) ? usual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ArgumentException($"{name} is '{text}', but must be a whole number of 0 or more.");

    /// <summary>Reads a number, such as a skew.</summary>
    /// <exception cref="ArgumentException">The entry is not a number of 0 or more.</exception>
    public static double ReadNumber(IReadOnlyDictionary<string, string> env, string name, double usual)
        => !env.TryGetValue(name, out var text) ? usual
            : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ArgumentException($"{name} is '{text}', but must be a number of 0 or more.");

    /// <summary>Reads a number of seconds.</summary>
    /// <exception cref="ArgumentException">The entry is not a number of 0 or more.</exception>
    public static TimeSpan ReadSeconds(IReadOnlyDictionary<string, string> env, string name, double usual) => TimeSpan.FromSeconds(ReadNumber(env, name, usual));

    /// <summary>Reads how many seconds a part of an iteration lasts; <c>--scale-time</c> changes it.</summary>
    /// <exception cref="ArgumentException">The entry is not a number of 0 or more.</exception>
    public static TimeSpan ReadLength(VirtualUser user, string name, double usual) => ReadSeconds(user.Env, name, usual) * user.TimeScale;

    /// <summary>Reads how long a part of an iteration lasts, as plans write it: <c>5s</c>; <c>--scale-time</c> changes it.</summary>
    /// <exception cref="ArgumentException">The entry is something else.</exception>
    public static TimeSpan ReadLength(VirtualUser user, string name, TimeSpan usual) => ReadDuration(user.Env, name, usual) * user.TimeScale;

    /// <summary>Reads a duration as plans write it: <c>5s</c>.</summary>
    /// <exception cref="ArgumentException">The entry is something else.</exception>
    public static TimeSpan ReadDuration(IReadOnlyDictionary<string, string> env, string name, TimeSpan usual) => !env.TryGetValue(name, out var text) ? usual
        : DurationText.TryParse(text, out var duration) ? duration
        : throw new ArgumentException($"{name} is '{text}', but must be {DurationText.Allowed}.");
}
