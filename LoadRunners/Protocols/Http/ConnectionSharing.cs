namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>Whose connections are.</summary>
public enum ConnectionSharing
{
    /// <summary>Each virtual user has its own.</summary>
    PerUser,

    /// <summary>All users of the process share them: as many are open as requests were ever under way at once.</summary>
    Shared,
}
