namespace UpCoach.AppHost.Resources;

/// <summary>Keeps what every resource writes in <c>logs/name.log</c>, over all its starts.</summary>
internal static class ResourceLogFiles
{
    /// <summary>Writes until the cancellation, or until every resource has ended and none comes back.</summary>
    /// <param name="app">The application.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="last">Once cancelled, no resource is started again.</param>
    /// <param name="stop">The end, whatever is still to come.</param>
    public static Task FollowAsync(DistributedApplication app, string folder, CancellationToken last, CancellationToken stop) =>
        Task.WhenAll(app.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .Where(resource => resource is ContainerResource or ProjectResource or ExecutableResource)
            .Select(resource => FollowAsync(app, resource, Path.Combine(folder, $"{resource.Name}.log"), last, stop)));

    private static async Task FollowAsync(DistributedApplication app, IResource resource, string path, CancellationToken last, CancellationToken stop)
    {
        var logger = app.Services.GetRequiredService<ResourceLoggerService>();
        StreamWriter? file = null;
        var written = 0;
        try
        {
            do
            {
                // Each watch begins with the lines that are there already.
                await foreach (var batch in logger.WatchAsync(resource).WithCancellation(stop).ConfigureAwait(false))
                {
                    // What is never started has no file.
                    file ??= new StreamWriter(path);
                    foreach (var line in batch.Where(line => line.LineNumber > written))
                    {
                        await file.WriteLineAsync(line.Content.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                        written = line.LineNumber;
                    }

                    await file.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                }
            }
            while (await ComesBackAsync(app.ResourceNotifications, resource, last).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The end of the run; what came so far is written.
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> ComesBackAsync(ResourceNotificationService notifications, IResource resource, CancellationToken last)
    {
        if (last.IsCancellationRequested)
        {
            return false;
        }

        await notifications.WaitForResourceAsync(resource.Name, [KnownResourceStates.Starting, KnownResourceStates.Running], last).ConfigureAwait(false);
        return true;
    }
}
