namespace UpCoach.Hosting.ApplicationModel;

/// <summary>How long a container lives.</summary>
public enum ContainerLifetime
{
    /// <summary>As long as the application runs.</summary>
    Session,

    /// <summary>Beyond the application. This host runs every container for the session only.</summary>
    Persistent,
}
