namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Changes since a cursor, oldest first.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Next">The cursor to ask with next time.</param>
/// <param name="More">True if there are more already.</param>
public sealed record SyncPage(IReadOnlyList<Change> Changes, string Next, bool More);
