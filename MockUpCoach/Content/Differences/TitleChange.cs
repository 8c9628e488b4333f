namespace UpCoach.MockUpCoach.Content.Differences;

/// <summary>A headline that changed.</summary>
public sealed record TitleChange(string Before, string After);
