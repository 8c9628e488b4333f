using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>One event as a client reports it.</summary>
/// <param name="Name">Up to 64 characters of a-z, 0-9, <c>_</c> and <c>.</c>, a letter first.</param>
/// <param name="OccurredAt">When it happened, at most a week ago; null means now. A clock that is a little ahead is forgiven.</param>
/// <param name="Id">The client's own id of the event; null gets one.</param>
/// <param name="Properties">A JSON object of up to 2,000 characters, or none.</param>
public sealed record EventDraft(
    [Required, RegularExpression("^[a-z][a-z0-9_.]{0,63}$")] string Name, DateTimeOffset? OccurredAt, Guid? Id, [EventProperties] JsonElement? Properties);
