namespace UpCoach.MockUpCoach.Content;

/// <summary>A tag and how many articles have it.</summary>
public sealed record TagCount(string Tag, long Count);
