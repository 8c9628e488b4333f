namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A habit kept on a day, to be recorded.</summary>
internal sealed record CheckInDraft(DateOnly Date, string Note);
