using System.Globalization;
using System.Text.RegularExpressions;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>Names of rooms. They never need escaping.</summary>
internal static partial class RoomName
{
    /// <summary>The room that everybody is in.</summary>
    public const string All = "all";

    public const string Pattern = "^[a-z0-9][a-z0-9._-]{0,63}$";

    private const string PersonalPrefix = "user.";

    public static bool IsValid(string? name) => name is not null && Valid().IsMatch(name);

    /// <summary>Says whether a user may be in a room: <c>user.ID</c> is that user's own, all others are open.</summary>
    public static bool IsOpenTo(string name, long userId) =>
        !name.StartsWith(PersonalPrefix, StringComparison.Ordinal) || name.AsSpan(PersonalPrefix.Length).SequenceEqual(userId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The topic under which a room is published.</summary>
    public static string Topic(string name) => $"room.{name}";

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}
