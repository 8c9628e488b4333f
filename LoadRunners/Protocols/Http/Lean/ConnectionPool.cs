namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>Connections that rest between two requests: of one user, or of all. Safe for concurrent use.</summary>
internal sealed class ConnectionPool : IDisposable
{
    private readonly Lock _lock = new();
    private LeanConnection?[] _resting = new LeanConnection?[1]; // under _lock
    private int _count; // under _lock
    private bool _isClosed; // under _lock

    /// <summary>Takes the connection to a server that was used last; those that the server has ended meanwhile are dropped.</summary>
    /// <param name="origin">The server.</param>
    /// <param name="now">Now, as a timestamp.</param>
    public LeanConnection? TryTake(HttpOrigin origin, long now)
    {
        while (Pop(origin) is { } connection)
        {
            if (!connection.HasEnded(now)) return connection;
            connection.Dispose();
        }

        return null;
    }

    public void Return(LeanConnection connection)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                if (_count == _resting.Length) Array.Resize(ref _resting, _count * 2);
                _resting[_count++] = connection;
                return;
            }
        }

        connection.Dispose();
    }

    public void Clear()
    {
        LeanConnection?[] dropped;
        lock (_lock)
        {
            if (_count == 0) return;
            (dropped, _resting, _count) = (_resting, new LeanConnection?[1], 0);
        }

        foreach (var connection in dropped)
        {
            connection?.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_lock) _isClosed = true;
        Clear();
    }

    private LeanConnection? Pop(HttpOrigin origin)
    {
        lock (_lock)
        {
            for (var i = _count - 1; i >= 0; i--)
            {
                var connection = _resting[i]!;
                if (connection.Origin != origin) continue;
                _resting[i] = _resting[--_count];
                _resting[_count] = null;
                return connection;
            }

            return null;
        }
    }
}
