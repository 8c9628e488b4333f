namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>One fetch that several requests need.</summary>
internal sealed class Flight
{
    private readonly TaskCompletionSource _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it is known what the others can use.</summary>
    public Task Landed => _landed.Task;

    public void Land() => _landed.TrySetResult();
}
