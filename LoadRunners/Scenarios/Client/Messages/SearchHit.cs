namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>An article that matches; a larger rank is better.</summary>
internal sealed record SearchHit(long Id, string Title, string Snippet, double Rank);
