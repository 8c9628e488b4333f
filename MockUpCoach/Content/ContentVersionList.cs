namespace UpCoach.MockUpCoach.Content;

/// <summary>All versions of an article, newest first.</summary>
public sealed record ContentVersionList(IReadOnlyList<ContentVersion> Items);
