using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;

namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>The body of an ingestion request.</summary>
/// <param name="Events">1 to 500 events.</param>
public sealed record EventBatch([Required, ItemCount(1, 500)] IReadOnlyList<EventDraft> Events);
