namespace UpCoach.Hosting.ApplicationModel;

/// <summary>How a resource is written to the manifest. This host knows one answer: not at all.</summary>
public sealed class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    private ManifestPublishingCallbackAnnotation()
    {
    }

    /// <summary>Gets the annotation that keeps a resource out of the manifest.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();
}
