namespace UpCoach.Hosting.ApplicationModel;

/// <summary>Carries out commands of resources: the known ones of every program, and those of <see cref="CommandBuilderExtensions.WithCommand"/>.</summary>
/// <remarks>Other than Aspire's own, the known commands end when the resource is healthy or gone, not when that has begun.</remarks>
public sealed class ResourceCommandService
{
    private readonly DistributedApplicationModel _model;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(DistributedApplicationModel model, IServiceProvider services)
    {
        _model = model;
        _services = services;
    }

    /// <summary>Carries out a command.</summary>
    /// <param name="resourceId">The resource's id; on this host its name.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Gives the command up; what it has begun goes on.</param>
    /// <returns>How it ended; an unknown resource or command is a failure.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _model.Resources.FirstOrDefault(resource => string.Equals(resource.Name, resourceId, StringComparison.OrdinalIgnoreCase)) is { } resource
            ? ExecuteCommandAsync(resource, commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"Resource '{resourceId}' not found."));

    /// <summary>Carries out a command.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Gives the command up; what it has begun goes on.</param>
    /// <returns>How it ended; an unknown command is a failure.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(command => command.Name == commandName) is not { } command)
        {
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{resource.Name}'.");
        }

        try
        {
            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                ServiceProvider = _services,
                ResourceName = resource.Name,
                CancellationToken = cancellationToken,
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception error)
        {
            return CommandResults.Failure(error.Message);
        }
    }
}
