using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Files.Images.Worker;

/// <summary>How far the worker is: one line of its standard output. The last of an order has variants or a reason.</summary>
/// <param name="Progress">From 0 to 1.</param>
/// <param name="Variants">What was made, if it is done.</param>
/// <param name="Rejection">Why nothing was made, if the image is at fault.</param>
internal sealed record ImageReport(double Progress, IReadOnlyList<ImageVariant>? Variants = null, string? Rejection = null)
{
    [JsonIgnore]
    public bool IsLast => Variants is not null || Rejection is not null;
}
