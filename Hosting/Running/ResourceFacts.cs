namespace UpCoach.Hosting.Running;

/// <summary>The names of the facts that this host tells about a resource.</summary>
internal static class ResourceFacts
{
    /// <summary>The program that stands for an image, with its version.</summary>
    public const string Program = "program";

    /// <summary>The reason of a failure or of being unavailable.</summary>
    public const string Note = "note";

    /// <summary>Seconds from the start of the process to being healthy.</summary>
    public const string StartSeconds = "startSeconds";

    /// <summary>The id of the main process, a number; Aspire's own name for it.</summary>
    public const string ProcessId = "executable.pid";
}
