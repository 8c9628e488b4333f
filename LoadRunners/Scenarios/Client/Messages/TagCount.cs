namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A tag and how many articles have it.</summary>
internal sealed record TagCount(string Tag, long Count);
