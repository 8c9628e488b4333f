namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>Holds what is behind <see cref="BatchingMiddleware"/>, so that the parts of a batch go the way of every request: routing, authentication, problems.</summary>
internal sealed class BatchPipeline
{
    private RequestDelegate? entry;

    public RequestDelegate Entry
    {
        get => entry ?? throw new InvalidOperationException("UseBatching was not called.");
        set => entry = value;
    }
}
