using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Says what can be done to a resource while it is there.</summary>
public static class CommandBuilderExtensions
{
    /// <summary>Adds a command, or replaces the one of that name.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">What it is called by.</param>
    /// <param name="displayName">What people call it.</param>
    /// <param name="executeCommand">Does it.</param>
    /// <param name="commandOptions">How it is shown.</param>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(command => command.Name == name) is { } before)
        {
            builder.Resource.Annotations.Remove(before);
        }

        return builder.WithAnnotation(new ResourceCommandAnnotation(name, displayName, executeCommand));
    }
}
