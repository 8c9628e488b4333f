using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Gathers the arguments and variables of a resource. Each value still has both readings.</summary>
internal static class ResourceSettings
{
    public static async Task<IReadOnlyDictionary<string, object>> EnvironmentAsync(
        IResource resource, DistributedApplicationExecutionContext executionContext, CancellationToken cancellation)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellation);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        return context.EnvironmentVariables;
    }

    public static async Task<IReadOnlyList<object>> ArgumentsAsync(
        IResource resource, DistributedApplicationExecutionContext executionContext, CancellationToken cancellation)
    {
        List<object> args = [];
        var context = new CommandLineArgsCallbackContext(args, resource, cancellation) { ExecutionContext = executionContext };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        return args;
    }

    /// <summary>Reads a value for this run; null means that there is none.</summary>
    public static ValueTask<string?> ResolveAsync(object value, CancellationToken cancellation) => value switch
    {
        string text => new(text),
        IValueProvider provider => provider.GetValueAsync(cancellation),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => provider.GetValueAsync(cancellation),
        _ => new(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
