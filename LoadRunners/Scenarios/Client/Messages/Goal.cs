namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A goal; its progress is 0 to 1.</summary>
internal sealed record Goal(long Id, string Title, double Progress, DateOnly TargetDate);
