namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The image that a container resource runs.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    /// <summary>Gets or sets the registry; null is the engine's default.</summary>
    public string? Registry { get; set; }

    /// <summary>Gets or sets the image without registry and tag.</summary>
    public required string Image { get; set; }

    /// <summary>Gets or sets the tag; null is the image's default.</summary>
    public string? Tag { get; set; }

    internal string FullName =>
        $"{(string.IsNullOrEmpty(Registry) ? "" : Registry + "/")}{Image}{(string.IsNullOrEmpty(Tag) ? "" : ":" + Tag)}";
}
