using System.Collections.Concurrent;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>Keeps what every resource writes and tells who asks.</summary>
public sealed class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the lines kept so far and then every new batch, until the resource has ended.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.Name);

    /// <summary>Gives the lines kept so far and then every new batch, until the resource has ended.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Log(resourceName).WatchAsync(CancellationToken.None);

    /// <summary>Gives the lines kept so far.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) => GetAllAsync(resource.Name);

    /// <summary>Gives the lines kept so far.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return Log(resourceName).Snapshot();
    }

    /// <summary>Ends every watch of a resource.</summary>
    public void Complete(IResource resource) => Log(resource.Name).Complete();

    internal ResourceLog Log(string resourceName) => _logs.GetOrAdd(resourceName, static _ => new ResourceLog());
}
