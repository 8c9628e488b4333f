namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>k6's options that this engine does without.</summary>
internal static class OtherK6Options
{
    // They change nothing about the load.
    private static readonly string[] s_ignored = ["cloud", "ext", "noUsageReport"];

    private static readonly string[] s_missing =
    [
        "batch", "batchPerHost", "blacklistIPs", "blockHostnames", "consoleOutput", "dns", "executionSegment", "executionSegmentSequence", "hosts",
        "httpDebug", "linger", "localIPs", "minIterationDuration", "paused", "rps", "systemTags", "tlsAuth", "tlsCipherSuites", "tlsVersion",
    ];

    /// <summary>Takes what changes nothing, and says of the others that they are missing: a load that is silently another one proves nothing.</summary>
    public static void Check(JsonObjectReader json)
    {
        foreach (var key in s_ignored)
        {
            json.TryGet(key, out _);
        }

        foreach (var key in s_missing.Where(json.Properties.ContainsKey))
        {
            json.TryGet(key, out _);
            json.Error(key, key.StartsWith("executionSegment", StringComparison.Ordinal)
                ? "is given on the command line: --execution-segment, --execution-segment-sequence"
                : "is an option of k6 that this engine does not have; remove it");
        }
    }
}
