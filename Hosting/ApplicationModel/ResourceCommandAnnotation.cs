namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A command of a resource.</summary>
/// <param name="name">What it is called by.</param>
/// <param name="displayName">What people call it.</param>
/// <param name="executeCommand">Does it.</param>
public sealed class ResourceCommandAnnotation(string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand)
    : IResourceAnnotation
{
    /// <summary>Gets what it is called by.</summary>
    public string Name { get; } = name;

    /// <summary>Gets what people call it.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>Gets what does it.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;
}
