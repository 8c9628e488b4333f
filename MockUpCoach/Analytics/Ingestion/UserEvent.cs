namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>Something that a user did, on its way into the database.</summary>
/// <param name="Id">Made by whoever saw it happen.</param>
/// <param name="UserId">Who.</param>
/// <param name="Name">What.</param>
/// <param name="OccurredAt">When, by the clock of whoever saw it.</param>
/// <param name="ReceivedAt">When it came here.</param>
/// <param name="Properties">A JSON object, or null.</param>
internal readonly record struct UserEvent(Guid Id, long UserId, string Name, DateTime OccurredAt, DateTime ReceivedAt, string? Properties);
