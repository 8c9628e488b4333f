namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>What became of a batch.</summary>
/// <param name="Accepted">How many events wait to be written: all of the batch, or none of one that came before.</param>
/// <param name="Duplicate">True if a batch with the same <c>Idempotency-Key</c> was taken within the last day.</param>
public sealed record EventReceipt(int Accepted, bool Duplicate);
