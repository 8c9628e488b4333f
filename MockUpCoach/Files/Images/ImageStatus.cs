namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>How far an image is, and where its variants are.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>queued</c>, <c>processing</c>, <c>ready</c> or <c>rejected</c>.</param>
/// <param name="Reason">Why it was rejected; null if it was not.</param>
/// <param name="Progress">From 0 to 1.</param>
/// <param name="QueuedMs">How long it waited, so far; milliseconds.</param>
/// <param name="ProcessingMs">How long the work took, so far; milliseconds; null if it has not begun.</param>
/// <param name="Variants">The sizes, smallest first; empty until it is ready.</param>
public sealed record ImageStatus(
    string Id, string State, string? Reason, double Progress, long QueuedMs, long? ProcessingMs, IReadOnlyList<ImageVariantLinks> Variants);
