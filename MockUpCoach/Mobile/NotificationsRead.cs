namespace UpCoach.MockUpCoach.Mobile;

/// <summary>What became of a receipt.</summary>
/// <param name="Marked">How many were unread before.</param>
public sealed record NotificationsRead(int Marked);
