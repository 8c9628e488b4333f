namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>How far an image is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>queued</c>, <c>processing</c>, <c>ready</c> or <c>rejected</c>.</param>
/// <param name="QueuedMs">How long it waited; milliseconds.</param>
/// <param name="ProcessingMs">How long the work took; milliseconds; null before it began.</param>
/// <param name="Variants">The sizes, smallest first; empty until it is ready.</param>
internal sealed record ImageStatus(string Id, string State, long QueuedMs, long? ProcessingMs, IReadOnlyList<ImageSize> Variants);
