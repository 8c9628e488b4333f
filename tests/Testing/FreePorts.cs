using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace UpCoach.Testing;

/// <summary>Finds ports that nobody listens on, and keeps them from whoever else looks for one.</summary>
/// <remarks>
/// A server is given its port before it starts, and may start again on it. So its port is none that the system itself hands out, to listeners on
/// port 0 and to every connection, nor one that a lab draws for its servers, from 20,000 on: it lies below those, in a block that is this process's
/// own by a lock on a file, which ends with the process.
/// </remarks>
public static class FreePorts
{
    private const int Lowest = 10_000;
    private const int Beyond = 20_000;
    private const int BlockSize = 128;

    private static readonly Lock s_lock = new();
    private static readonly List<FileStream> s_blocks = []; // all below under s_lock
    private static int s_next;
    private static int s_end;

    /// <summary>Gives <paramref name="count"/> different ports of 127.0.0.1, none of them twice in a process.</summary>
    /// <exception cref="InvalidOperationException">There are no more.</exception>
    public static int[] Take(int count)
    {
        lock (s_lock) return [.. Enumerable.Range(0, count).Select(_ => Next())];
    }

    private static int Next()
    {
        while (true)
        {
            if (s_next == s_end) (s_next, s_end) = NextBlock();
            var port = s_next++;
            if (IsFree(port)) return port;
        }
    }

    private static (int First, int End) NextBlock()
    {
        for (var first = Lowest; first + BlockSize <= Beyond; first += BlockSize)
        {
            if (s_blocks.Any(block => block.Name == LockOf(first))) continue;
            try
            {
                s_blocks.Add(new FileStream(LockOf(first), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
                return (first, first + BlockSize);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another process's.
            }
        }

        throw new InvalidOperationException($"All ports from {Lowest} to {Beyond} are taken.");
    }

    private static string LockOf(int first) => Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"upcoach-test-ports-{first}.lock"));

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
