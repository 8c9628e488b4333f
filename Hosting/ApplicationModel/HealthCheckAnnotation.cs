namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A registered health check that must pass before the resource counts as healthy.</summary>
/// <param name="key">The name the check is registered by.</param>
public sealed class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>Gets the name the check is registered by.</summary>
    public string Key { get; } = key;
}
