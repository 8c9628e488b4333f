namespace UpCoach.AppHost.Resources;

/// <summary>Tells the end of a resource that was commanded from one that is a failure of the lab.</summary>
/// <remarks>
/// What is told of a resource comes late, but in order; so an end that is seen belongs to the command before it.
/// <code>
/// watched  -> expected   it is about to be stopped or killed
/// expected -> excused    its end was seen
/// watched  -> excused    it is about to be started: the one who commands it is told where that fails
/// excused  -> watched    it was seen healthy
/// </code>
/// </remarks>
internal sealed class CommandedEnds
{
    private readonly Lock _lock = new();

    // Both under the lock.
    private readonly HashSet<string> _expected = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _excused = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes note that a running resource is about to be ended.</summary>
    public void Expect(string resource)
    {
        lock (_lock)
        {
            _expected.Add(resource);
        }
    }

    /// <summary>Takes note that a resource that does not run is about to be started.</summary>
    public void Excuse(string resource)
    {
        lock (_lock)
        {
            _expected.Remove(resource);
            _excused.Add(resource);
        }
    }

    /// <summary>Takes what was seen of a resource.</summary>
    /// <returns>Whether an end of it would be one that was commanded.</returns>
    public bool See(string resource, bool hasEnded, bool isHealthy)
    {
        lock (_lock)
        {
            if (hasEnded && _expected.Remove(resource))
            {
                _excused.Add(resource);
            }
            else if (isHealthy)
            {
                _excused.Remove(resource);
            }

            return _expected.Contains(resource) || _excused.Contains(resource);
        }
    }
}
