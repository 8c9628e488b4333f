namespace UpCoach.Hosting.ApplicationModel;

/// <summary>What a wait does when the other resource can no longer come.</summary>
public enum WaitBehavior
{
    /// <summary>Waits on: it may be restarted.</summary>
    WaitOnResourceUnavailable,

    /// <summary>Ends the wait with an error.</summary>
    StopOnResourceUnavailable,
}
