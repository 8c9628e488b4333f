using System.ComponentModel.DataAnnotations;

namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>The body of an ingestion request.</summary>
/// <param name="Events">1 to 500 events.</param>
public sealed record EventBatch([Required, MinLength(1), MaxLength(500)] IReadOnlyList<EventDraft> Events);
