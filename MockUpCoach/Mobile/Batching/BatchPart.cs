using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>One request of a batch.</summary>
/// <param name="Id">What its answer is called; unique in the batch.</param>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Path">A path of this API with its query, beginning with <c>/api/v1/</c>.</param>
/// <param name="Headers">Headers of its own, such as If-Match. Who asks is told by the batch's own headers.</param>
/// <param name="Body">Its JSON body, if it has one.</param>
public sealed record BatchPart(
    [Required, StringLength(100, MinimumLength = 1)] string? Id,
    [AllowedValues("GET", "POST", "PUT", "PATCH", "DELETE")] string Method,
    [Required, BatchPath] string? Path,
    IReadOnlyDictionary<string, string>? Headers = null,
    JsonElement? Body = null);
