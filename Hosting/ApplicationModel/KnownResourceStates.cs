namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The states a resource can be in.</summary>
public static class KnownResourceStates
{
    /// <summary>Nothing has been done yet.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>It waits for others.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>It is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>It runs; its health is another question.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>A container that has ended.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>A program that has ended.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>A part of another resource that is there.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>The states that only a new start leads out of.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];

    /// <summary>This host has no program for the image; the reason is in the property <c>note</c>.</summary>
    internal static readonly string UnavailableHere = "Unavailable here";
}
