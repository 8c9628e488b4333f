using System.Net.Sockets;

namespace UpCoach.LoadRunners.Engine.Users;

/// <summary>Tells errors of the generator's own machine from those of the target.</summary>
public static class SocketExhaustion
{
    /// <summary>Says whether an error, or one that caused it, means that this machine has no port, handle or buffer left for a connection.</summary>
    /// <remarks>A protocol that swallows its errors counts each such one in <c>generator_socket_errors</c>.</remarks>
    public static bool IsSignOf(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is SocketException socket && IsSign(socket)) return true;
        }

        return false;
    }

    // Calls of our own into libc give Linux's numbers, which no SocketError has: EADDRNOTAVAIL, ENFILE, EMFILE, ENOBUFS.
    private static bool IsSign(SocketException error) =>
        error.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable
        || error.NativeErrorCode is 99 or 23 or 24 or 105;
}
