namespace UpCoach.Hosting.ApplicationModel;

/// <summary>How a command ended.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Gets whether it was done.</summary>
    public required bool Success { get; init; }

    /// <summary>Gets whether it was given up.</summary>
    public bool Canceled { get; init; }

    /// <summary>Gets why it was not done; null after a success.</summary>
    public string? ErrorMessage { get; init; }
}
