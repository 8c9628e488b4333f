namespace UpCoach.Hosting.Running.Processes;

/// <summary>A program could not be started; the message says which, why and what helps.</summary>
public sealed class ProcessStartException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ProcessStartException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what helps.</param>
    public ProcessStartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what helps.</param>
    /// <param name="innerException">The cause.</param>
    public ProcessStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
