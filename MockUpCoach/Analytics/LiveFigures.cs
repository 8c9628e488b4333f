namespace UpCoach.MockUpCoach.Analytics;

/// <summary>The figures that the dashboard shows by the second.</summary>
/// <param name="At">The moment that they hold for.</param>
/// <param name="ActiveUsers">Users who did something within the last five minutes.</param>
/// <param name="ActiveToday">Users who did something today (UTC).</param>
/// <param name="CheckInsToday">Check-ins of today (UTC).</param>
/// <param name="EventsLastMinute">Events received within the last 60 s.</param>
/// <param name="EventsPerSecond">Mean rate of the ten last whole seconds.</param>
/// <param name="TopEvents">The commonest events of the last minute, at most six, commonest first.</param>
public sealed record LiveFigures(
    DateTimeOffset At, int ActiveUsers, int ActiveToday, long CheckInsToday, int EventsLastMinute, double EventsPerSecond, IReadOnlyList<EventCount> TopEvents);
