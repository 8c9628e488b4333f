namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>The answers of a batch.</summary>
/// <param name="Responses">One for each request, in the same order.</param>
public sealed record BatchAnswer(IReadOnlyList<BatchPartAnswer> Responses);
