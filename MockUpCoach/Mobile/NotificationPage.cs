namespace UpCoach.MockUpCoach.Mobile;

/// <summary>A page of notifications, newest first.</summary>
public sealed record NotificationPage(IReadOnlyList<Notification> Items, string? NextCursor);
