namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>How long a file may take, by its size: the request's two limits and the line through them.</summary>
/// <remarks>
/// <code>
/// limit(n) = 2 s                          n up to 1 MB
///          = 2 s + 3 s * (n - 1 MB) / 9 MB    above: 5 s for 10 MB
/// </code>
/// </remarks>
internal static class UploadLimit
{
    public const long Small = 1_000_000;
    public const long Large = 10_000_000;

    public static TimeSpan Of(long bytes) => TimeSpan.FromSeconds(2 + (3 * Math.Max(0, (double)(bytes - Small) / (Large - Small))));
}
