namespace UpCoach.Hosting.ApplicationModel;

/// <summary>What a callback sees that adds arguments.</summary>
/// <param name="args">The arguments so far; values are strings or value providers.</param>
/// <param name="resource">The resource that gets the arguments.</param>
/// <param name="cancellationToken">Cancels the callback.</param>
public sealed class CommandLineArgsCallbackContext(IList<object> args, IResource resource, CancellationToken cancellationToken = default)
{
    /// <summary>Gets the arguments so far; values are strings or value providers.</summary>
    public IList<object> Args { get; } = args;

    /// <summary>Gets the resource that gets the arguments.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Gets whether the model runs or is published.</summary>
    public required DistributedApplicationExecutionContext ExecutionContext { get; init; }

    /// <summary>Gets the token that cancels the callback.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
