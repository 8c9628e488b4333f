namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The commands that every program has.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a resource that does not run, also one that is left out when the application starts.</summary>
    public static readonly string StartCommand = "resource-start";

    /// <summary>Stops a resource in order.</summary>
    public static readonly string StopCommand = "resource-stop";

    /// <summary>Stops a resource and starts it again.</summary>
    public static readonly string RestartCommand = "resource-restart";
}
