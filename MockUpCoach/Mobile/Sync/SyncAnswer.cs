namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>What became of a batch.</summary>
/// <param name="Results">One for each write, in the same order.</param>
public sealed record SyncAnswer(IReadOnlyList<SyncResult> Results);
