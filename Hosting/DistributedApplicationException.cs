namespace UpCoach.Hosting;

/// <summary>The application can't be built, started or published; the message says why and what to do.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Creates an exception without a message.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong and the remedy.</param>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with its cause.</summary>
    /// <param name="message">What is wrong and the remedy.</param>
    /// <param name="inner">The cause.</param>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
