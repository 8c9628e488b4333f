namespace UpCoach.CdnEdge.Images;

/// <summary>An image that waits to be encoded.</summary>
internal sealed class ImageWork(ReadOnlyMemory<byte> original, ImageVariant variant)
{
    private readonly TaskCompletionSource<byte[]?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<byte[]?> Done => _done.Task;

    public void Run(ImageEncoder encoder)
    {
        try
        {
            _done.TrySetResult(encoder.Encode(original, variant));
        }
        catch (Exception failure)
        {
            _done.TrySetException(failure);
        }
    }

    public void Cancel() => _done.TrySetResult(null);
}
