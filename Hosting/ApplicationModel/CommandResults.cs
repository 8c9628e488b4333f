namespace UpCoach.Hosting.ApplicationModel;

/// <summary>Makes the results of commands.</summary>
public static class CommandResults
{
    /// <summary>The command was done.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>The command was not done.</summary>
    /// <param name="errorMessage">Why not.</param>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, ErrorMessage = errorMessage };

    /// <summary>The command was given up.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}
