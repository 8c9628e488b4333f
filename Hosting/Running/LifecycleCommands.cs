using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Running;

/// <summary>The known commands of a program.</summary>
internal static class LifecycleCommands
{
    /// <summary>Adds those that the drawing does not bring itself.</summary>
    /// <param name="life">The resource.</param>
    /// <param name="notifications">Tells how a start ended.</param>
    /// <param name="stopping">The end of the application.</param>
    public static void AddTo(ResourceLife life, ResourceNotificationService notifications, CancellationToken stopping)
    {
        Add(KnownResourceCommands.StartCommand, "Start", StartAsync);
        Add(KnownResourceCommands.StopCommand, "Stop", StopAsync);
        Add(KnownResourceCommands.RestartCommand, "Restart", async context =>
            await StopAsync(context).ConfigureAwait(false) is { Success: false } failure ? failure : await StartAsync(context).ConfigureAwait(false));

        void Add(string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute)
        {
            if (!life.Resource.Annotations.OfType<ResourceCommandAnnotation>().Any(command => command.Name == name))
            {
                life.Resource.Annotations.Add(new ResourceCommandAnnotation(name, displayName, execute));
            }
        }

        async Task<ExecuteCommandResult> StartAsync(ExecuteCommandContext context)
        {
            await life.StartAsync(stopping).WaitAsync(context.CancellationToken).ConfigureAwait(false);
            notifications.TryGetCurrentState(life.Resource.Name, out var reached);
            return reached is { Snapshot.State.Text: var state } && state == KnownResourceStates.Running
                ? CommandResults.Success()
                : CommandResults.Failure($"'{life.Resource.Name}' is {reached?.Snapshot.State?.Text}. {reached?.Snapshot[ResourceFacts.Note]}".TrimEnd());
        }

        async Task<ExecuteCommandResult> StopAsync(ExecuteCommandContext context)
        {
            await life.StopAsync(stopping).WaitAsync(context.CancellationToken).ConfigureAwait(false);
            return CommandResults.Success();
        }
    }
}
