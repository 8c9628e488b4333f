using System.Text;
using System.Text.RegularExpressions;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>A page of the platform and the assets that it names.</summary>
internal static partial class WebPage
{
    /// <summary>Where the mobile web app is.</summary>
    public const string App = "/app";

    /// <summary>How many pictures every installation has: <c>/media/seed-1/...</c> and so on.</summary>
    public const int Pictures = 24;

    /// <summary>Gives the addresses of a page's assets, each once. They name their content, so that caches may keep them for ever.</summary>
    public static IReadOnlyList<string> AssetsIn(ReadOnlySpan<byte> html)
        => [.. AssetAddress().Matches(Encoding.UTF8.GetString(html)).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Gives the address of a picture.</summary>
    public static string Picture(int number, string file) => FormattableString.Invariant($"/media/seed-{number}/{file}");

    [GeneratedRegex("[\"'](/assets/[^\"'?#]+)[\"']")]
    private static partial Regex AssetAddress();
}
