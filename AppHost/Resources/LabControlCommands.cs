using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace UpCoach.AppHost.Resources;

/// <summary>Starts, stops and kills resources, one command a resource at a time. Each is done when it returns, and does nothing where its wish is fulfilled already.</summary>
internal sealed class LabControlCommands(
    DistributedApplicationModel model, ResourceCommandService commands, ResourceNotificationService notifications, CommandedEnds ends)
{
    private const string StartCommand = "resource-start";
    private const string StopCommand = "resource-stop";
    private const string ProcessIdProperty = "executable.pid";
    private const string Unavailable = "Unavailable here";
    private const string NoteProperty = "note";

    private readonly ConcurrentDictionary<IResource, SemaphoreSlim> _turns = new();

    /// <summary>Finds a resource; null where the drawing has none of that name.</summary>
    public IResource? Find(string name) => model.Resources.FirstOrDefault(
        resource => resource is not ParameterResource && string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Says how a resource is.</summary>
    public async Task<LabControlAnswer> DescribeAsync(IResource resource, CancellationToken stop)
    {
        var now = await SnapshotAsync(resource, stop).ConfigureAwait(false);
        var runs = now.State?.Text == KnownResourceStates.Running;
        return new LabControlAnswer(
            resource.Name,
            now.State?.Text ?? "Unknown",
            runs && resource is IResourceWithConnectionString reachable
                ? await reachable.ConnectionStringExpression.GetValueAsync(stop).ConfigureAwait(false)
                : null,
            runs ? now.Urls.Select(url => url.Url).FirstOrDefault(url => url.StartsWith("http", StringComparison.Ordinal)) : null,
            runs ? ProcessIdOf(now) : null);
    }

    /// <summary>Starts a resource and waits until it is healthy.</summary>
    /// <exception cref="LabControlException">It did not come.</exception>
    public Task<LabControlAnswer> StartAsync(IResource resource, CancellationToken stop) => InTurnAsync(resource, async now =>
    {
        if (!IsUp(now))
        {
            ends.Excuse(resource.Name);
            await ExecuteAsync(resource, StartCommand, stop).ConfigureAwait(false);
        }

        try
        {
            await notifications.WaitForResourceHealthyAsync(resource.Name, stop).ConfigureAwait(false);
        }
        catch (DistributedApplicationException ended)
        {
            throw new LabControlException(ended.Message);
        }
    }, stop);

    /// <summary>Stops a resource in order and waits until it is gone.</summary>
    /// <exception cref="LabControlException">The host could not stop it.</exception>
    public Task<LabControlAnswer> StopAsync(IResource resource, CancellationToken stop) => InTurnAsync(resource, async now =>
    {
        if (IsUp(now))
        {
            ends.Expect(resource.Name);
            await ExecuteAsync(resource, StopCommand, stop).ConfigureAwait(false);
            await WaitUntilGoneAsync(resource, stop).ConfigureAwait(false);
        }
    }, stop);

    /// <summary>Kills a resource's process and all that it has started, at once, and waits until it is gone.</summary>
    /// <exception cref="LabControlException">The host does not tell the process.</exception>
    public Task<LabControlAnswer> KillAsync(IResource resource, CancellationToken stop) => InTurnAsync(resource, async now =>
    {
        if (IsUp(now))
        {
            var id = ProcessIdOf(now) ?? throw new LabControlException($"'{resource.Name}' is {now.State?.Text} without a process of this machine that could be killed");
            ends.Expect(resource.Name);
            Kill(id);
            await WaitUntilGoneAsync(resource, stop).ConfigureAwait(false);
        }
    }, stop);

    private static bool IsUp(CustomResourceSnapshot snapshot) => snapshot.State?.Text is { } state
        && state != KnownResourceStates.NotStarted && state != Unavailable && !KnownResourceStates.TerminalStates.Contains(state);

    private static int? ProcessIdOf(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == ProcessIdProperty)?.Value is { } id
            ? Convert.ToInt32(id, CultureInfo.InvariantCulture)
            : null;

    // Children too: a database's sessions have process groups of their own, and none shall have time for last words.
    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It has just ended by itself.
        }
    }

    private async Task<LabControlAnswer> InTurnAsync(IResource resource, Func<CustomResourceSnapshot, Task> command, CancellationToken stop)
    {
        if (resource is not (ContainerResource or ProjectResource or ExecutableResource))
        {
            throw new LabControlException($"'{resource.Name}' is not a program: it can't be started, stopped or killed");
        }

        var turn = _turns.GetOrAdd(resource, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await command(await SnapshotAsync(resource, stop).ConfigureAwait(false)).ConfigureAwait(false);
            return await DescribeAsync(resource, stop).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task ExecuteAsync(IResource resource, string command, CancellationToken stop)
    {
        var result = await commands.ExecuteCommandAsync(resource, command, stop).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        if (!result.Success)
        {
            var now = await SnapshotAsync(resource, stop).ConfigureAwait(false);
            var note = now.Properties.FirstOrDefault(property => property.Name == NoteProperty)?.Value;
            throw new LabControlException(result.ErrorMessage ?? $"'{resource.Name}' is {now.State?.Text}. {note}".TrimEnd());
        }
    }

    private async Task<CustomResourceSnapshot> SnapshotAsync(IResource resource, CancellationToken stop) =>
        (await notifications.WaitForResourceAsync(resource.Name, static _ => true, stop).ConfigureAwait(false)).Snapshot;

    private async Task WaitUntilGoneAsync(IResource resource, CancellationToken stop) =>
        await notifications.WaitForResourceAsync(resource.Name, change => !IsUp(change.Snapshot), stop).ConfigureAwait(false);
}
