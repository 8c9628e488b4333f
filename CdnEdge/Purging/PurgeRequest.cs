namespace UpCoach.CdnEdge.Purging;

/// <summary>What is to be forgotten: exactly one of the three.</summary>
/// <param name="Path">A path with its query, on every host.</param>
/// <param name="Tag">A name that answers carry in <c>Cache-Tag</c> or <c>Surrogate-Key</c>.</param>
/// <param name="Everything">True for the whole store.</param>
internal sealed record PurgeRequest(string? Path, string? Tag, bool Everything = false);
