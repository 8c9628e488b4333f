namespace UpCoach.Hosting.ApplicationModel;

/// <summary>What is waited for.</summary>
public enum WaitType
{
    /// <summary>The other resource runs and is healthy.</summary>
    WaitUntilHealthy,

    /// <summary>The other resource has ended.</summary>
    WaitForCompletion,

    /// <summary>The other resource runs.</summary>
    WaitUntilStarted,
}
