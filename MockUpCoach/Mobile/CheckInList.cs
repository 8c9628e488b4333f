namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Check-ins of one habit, latest day first.</summary>
public sealed record CheckInList(IReadOnlyList<CheckIn> Items);
