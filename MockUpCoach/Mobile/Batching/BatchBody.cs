using Microsoft.AspNetCore.Http.Features;

namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>Says that a request has a body, which a server would have seen on the wire.</summary>
internal sealed class BatchBody : IHttpRequestBodyDetectionFeature
{
    public static readonly BatchBody Present = new();

    public bool CanHaveBody => true;
}
