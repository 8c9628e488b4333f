namespace UpCoach.MockUpCoach.Mobile;

/// <summary>A message to the user.</summary>
public sealed record Notification(long Id, string Kind, string Text, bool Read, DateTimeOffset CreatedAt);
