namespace UpCoach.LoadRunners.Runner;

/// <summary>A command ends here, with one message a line for the person who called it.</summary>
public sealed class CommandException : Exception
{
    /// <summary>Initializes a failure without words; not used.</summary>
    public CommandException() => Messages = [];

    /// <summary>Initializes a failure of the lab.</summary>
    public CommandException(string message)
        : this(ExitCodes.LabFailed, message)
    {
    }

    /// <summary>Initializes a failure of the lab.</summary>
    public CommandException(string message, Exception innerException)
        : base(message, innerException) => (ExitCode, Messages) = (ExitCodes.LabFailed, [message]);

    /// <summary>Initializes a failure.</summary>
    public CommandException(int exitCode, params IReadOnlyList<string> messages)
        : base(string.Join('\n', messages)) => (ExitCode, Messages) = (exitCode, messages);

    /// <summary>Gets the process exit code.</summary>
    public int ExitCode { get; } = ExitCodes.LabFailed;

    /// <summary>Gets the messages, each one line.</summary>
    public IReadOnlyList<string> Messages { get; }
}
