namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A callback that adds arguments when they are needed.</summary>
/// <param name="callback">Changes the arguments of its context.</param>
public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Gets the callback.</summary>
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; } = callback;
}
