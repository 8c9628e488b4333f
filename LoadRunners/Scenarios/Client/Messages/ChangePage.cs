namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>Changes since a cursor; <paramref name="Next"/> is where the next sync starts.</summary>
internal sealed record ChangePage(IReadOnlyList<Change> Changes, string Next, bool More);
