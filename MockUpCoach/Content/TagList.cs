namespace UpCoach.MockUpCoach.Content;

/// <summary>All tags, the most used first.</summary>
public sealed record TagList(IReadOnlyList<TagCount> Items);
