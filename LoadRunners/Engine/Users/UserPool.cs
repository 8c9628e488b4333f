namespace UpCoach.LoadRunners.Engine.Users;

/// <summary>The virtual users of one scenario in this process. Safe for concurrent use.</summary>
internal sealed class UserPool(Func<int, UserHandle> create, int max) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<UserHandle> _users = []; // under _lock
    private readonly Queue<UserHandle> _free = []; // under _lock; first in, first out: all users get their turn

    /// <summary>Gets how many users are made.</summary>
    public int Made
    {
        get
        {
            lock (_lock) return _users.Count;
        }
    }

    /// <summary>Makes users up to a number.</summary>
    public IReadOnlyList<UserHandle> Reserve(int count)
    {
        lock (_lock)
        {
            MakeUpTo(count);
            return [.. _users];
        }
    }

    /// <summary>Gives the user of an executor that numbers its users itself; makes all users up to it.</summary>
    public UserHandle At(int index)
    {
        lock (_lock)
        {
            MakeUpTo(index + 1);
            return _users[index];
        }
    }

    /// <summary>Takes a free user, or makes one more if the most are not made yet.</summary>
    public UserHandle? TryTake()
    {
        lock (_lock)
        {
            if (_free.TryDequeue(out var user)) return user;
            return _users.Count < max ? Make() : null;
        }
    }

    /// <summary>Gives a user back.</summary>
    public void Release(UserHandle user)
    {
        lock (_lock) _free.Enqueue(user);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var user in Reserve(0))
        {
            await user.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Called under _lock.
    private void MakeUpTo(int count)
    {
        while (_users.Count < Math.Min(count, max))
        {
            _free.Enqueue(Make());
        }
    }

    private UserHandle Make()
    {
        var user = create(_users.Count);
        _users.Add(user);
        return user;
    }
}
