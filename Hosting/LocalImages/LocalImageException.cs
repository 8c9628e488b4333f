namespace UpCoach.Hosting.LocalImages;

/// <summary>A container cannot run on this machine; the message says why and what helps.</summary>
public sealed class LocalImageException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LocalImageException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, and what helps.</param>
    public LocalImageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why, and what helps.</param>
    /// <param name="innerException">The cause.</param>
    public LocalImageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
