namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A URL to show with the resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>Gets or sets the URL.</summary>
    public required string Url { get; set; }

    /// <summary>Gets or sets the text to show instead of the URL.</summary>
    public string? DisplayText { get; set; }
}
