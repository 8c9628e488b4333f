namespace UpCoach.AppHost.Resources;

/// <summary>Keeps what every resource writes in <c>logs/name.log</c>.</summary>
internal static class ResourceLogFiles
{
    /// <summary>Writes until every resource has ended or the cancellation.</summary>
    public static Task FollowAsync(ResourceLoggerService loggers, IEnumerable<IResource> resources, string folder, CancellationToken stop) =>
        Task.WhenAll(resources
            .Where(resource => resource is ContainerResource or ProjectResource or ExecutableResource)
            .Select(resource => FollowAsync(loggers, resource, Path.Combine(folder, $"{resource.Name}.log"), stop)));

    private static async Task FollowAsync(ResourceLoggerService loggers, IResource resource, string path, CancellationToken stop)
    {
        await using var file = new StreamWriter(path);
        try
        {
            await foreach (var batch in loggers.WatchAsync(resource).WithCancellation(stop).ConfigureAwait(false))
            {
                foreach (var line in batch)
                {
                    await file.WriteLineAsync(line.Content.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                }

                await file.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the run; what came so far is written.
        }
    }
}
