namespace UpCoach.Hosting.ApplicationModel;

/// <summary>What a callback sees that adds environment variables.</summary>
/// <param name="executionContext">Whether the model runs or is published.</param>
/// <param name="resource">The resource that gets the variables.</param>
/// <param name="environmentVariables">The variables so far; values are strings or value providers.</param>
/// <param name="cancellationToken">Cancels the callback.</param>
public sealed class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    /// <summary>Gets the variables so far; values are strings or value providers.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    /// <summary>Gets whether the model runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>Gets the resource that gets the variables.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Gets the token that cancels the callback.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
