namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>One change of one thing of the user's.</summary>
internal sealed record Change(string Entity, long Id, string Op, DateTimeOffset At);
