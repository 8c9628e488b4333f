using System.Net;
using System.Net.Sockets;

namespace UpCoach.Testing;

/// <summary>Finds ports that nobody listens on.</summary>
public static class FreePorts
{
    /// <summary>Gives <paramref name="count"/> different ports of 127.0.0.1.</summary>
    public static int[] Take(int count)
    {
        // All are held until all are found, or the system would give the same one twice.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
