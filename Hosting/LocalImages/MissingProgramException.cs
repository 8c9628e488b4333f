namespace UpCoach.Hosting.LocalImages;

/// <summary>Programs are missing and could not be installed; the message holds the one command that installs them.</summary>
public sealed class MissingProgramException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MissingProgramException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, and what helps.</param>
    public MissingProgramException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, and what helps.</param>
    /// <param name="innerException">The cause.</param>
    public MissingProgramException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
