namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Bounds the bytes under way between one reader and one writer.</summary>
internal sealed class ByteWindow(int capacity)
{
    private readonly Lock _lock = new();
    private long _used; // under _lock
    private TaskCompletionSource? _room; // under _lock

    /// <summary>Takes bytes in; the result ends when there is room for more.</summary>
    public Task Take(int bytes)
    {
        lock (_lock)
        {
            _used += bytes;
            if (_used < capacity) return Task.CompletedTask;
            _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Gives bytes back.</summary>
    public void Give(int bytes)
    {
        TaskCompletionSource? room = null;
        lock (_lock)
        {
            _used -= bytes;
            if (_used < capacity) (room, _room) = (_room, null);
        }

        room?.SetResult();
    }
}
