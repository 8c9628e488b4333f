namespace UpCoach.CdnEdge.Purging;

/// <summary>What a purge did.</summary>
/// <param name="Purged">How many stored answers were forgotten, their variants counted one by one.</param>
internal sealed record PurgeResult(int Purged);
