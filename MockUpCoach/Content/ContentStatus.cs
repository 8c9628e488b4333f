namespace UpCoach.MockUpCoach.Content;

/// <summary>Who sees an article.</summary>
internal static class ContentStatus
{
    /// <summary>Its author alone.</summary>
    public const string Draft = "draft";

    /// <summary>Everybody.</summary>
    public const string Published = "published";
}
