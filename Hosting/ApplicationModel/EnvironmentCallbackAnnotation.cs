namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A callback that adds environment variables when they are needed.</summary>
public class EnvironmentCallbackAnnotation : IResourceAnnotation
{
    /// <summary>Adds one variable.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="callback">Gives the value.</param>
    public EnvironmentCallbackAnnotation(string name, Func<string> callback)
        : this(context => context.EnvironmentVariables[name] = callback())
    {
    }

    /// <summary>Adds any variables.</summary>
    /// <param name="callback">Changes the variables of its context.</param>
    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>Adds any variables.</summary>
    /// <param name="callback">Changes the variables of its context.</param>
    public EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) => Callback = callback;

    /// <summary>Gets the callback.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; }
}
