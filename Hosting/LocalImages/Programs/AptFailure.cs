namespace UpCoach.Hosting.LocalImages.Programs;

/// <summary>Explains why an installation failed.</summary>
internal static class AptFailure
{
    private static readonly (string Remedy, string[] Signs)[] Causes =
    [
        ("The disk is full. Free some space (the packages need about 200 MB).", ["No space left on device", "You don't have enough free space"]),
        ("No package server could be reached. Connect this machine, or set a proxy or mirror for apt.",
            ["Could not resolve", "Temporary failure resolving", "Could not connect", "Unable to connect", "Network is unreachable", "Connection timed out", "Connection failed"]),
        ("This distribution lacks a package.", ["Unable to locate package", "has no installation candidate"]),
        ("Another package manager holds the lock. Wait until it is done.", ["Could not get lock", "Unable to acquire the dpkg frontend lock"]),
        ("An earlier installation was cut off. Run 'dpkg --configure -a' as root.", ["dpkg was interrupted"]),
    ];

    /// <summary>Gets the cause with its remedy, and the line that tells it.</summary>
    /// <param name="lines">What the installation printed.</param>
    /// <param name="exitCode">How it ended.</param>
    public static string Explain(IReadOnlyCollection<string> lines, int exitCode)
    {
        foreach (var (remedy, signs) in Causes)
        {
            if (lines.FirstOrDefault(line => Array.Exists(signs, sign => line.Contains(sign, StringComparison.Ordinal))) is { } telling)
                return $"{remedy} apt said: {telling.Trim()}";
        }
        var last = lines.LastOrDefault(line => line.StartsWith("E:", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "nothing";
        return FormattableString.Invariant($"apt ended with {exitCode} and said: {last.Trim()}");
    }
}
