using System.Text.RegularExpressions;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Takes out of texts what nobody should read in a report.</summary>
internal static partial class Secrets
{
    /// <summary>Hides the value of anything named like a password, a token or a secret.</summary>
    public static string Hide(string text) => Pattern().Replace(text, "$1…");

    [GeneratedRegex("""((?:password|passwd|pwd|secret|token)["'\s]*[=:\s]\s*)("[^"]*"|'[^']*'|[^\s;,]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
