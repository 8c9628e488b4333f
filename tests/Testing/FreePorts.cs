using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace UpCoach.Testing;

/// <summary>Finds ports that nobody listens on.</summary>
/// <remarks>
/// Whoever asks listens later, some seconds later if a database is made first. So they come from below the range from which the system gives ports to outgoing
/// connections and to listeners on port 0: there only somebody who asks for the very number can come first.
/// </remarks>
public static class FreePorts
{
    private const int First = 10_000;
    private const int UsualFirstOfTheSystem = 32_768;

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Taken = []; // under the gate
    private static readonly int Beyond = ReadBeyond();

    // Test processes side by side must not try the same ones.
    private static readonly Random Random = new(HashCode.Combine(Environment.ProcessId, Environment.TickCount64)); // under the gate

    /// <summary>Gives <paramref name="count"/> different ports of 127.0.0.1, which no other caller in this process gets.</summary>
    public static int[] Take(int count)
    {
        lock (Gate)
            return [.. Enumerable.Range(0, count).Select(_ => TakeOne())];
    }

    private static int TakeOne()
    {
        while (true)
        {
            var port = Random.Next(First, Beyond);
            if (IsFree(port) && Taken.Add(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int ReadBeyond()
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        var first = File.Exists(Range) ? int.Parse(File.ReadAllText(Range).Split('\t', ' ')[0], CultureInfo.InvariantCulture) : UsualFirstOfTheSystem;
        return first > First + 1_000 ? first : UsualFirstOfTheSystem;
    }
}
