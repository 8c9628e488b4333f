namespace UpCoach.Hosting.ApplicationModel;

/// <summary>What a command is told.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>Gets the application's services.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>Gets the id of the resource; on this host its name.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Gets what gives the command up.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
