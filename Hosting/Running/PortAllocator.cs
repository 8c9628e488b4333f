using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Running;

/// <summary>Gives every endpoint a port of 127.0.0.1 that nobody uses.</summary>
/// <remarks>
/// Ports are drawn below the range that outgoing connections are given (32768 and up on Linux): a load test opens thousands of those, and one
/// could take a port between its allocation and the start of its server. Random draws keep two labs on one machine apart.
/// </remarks>
internal static class PortAllocator
{
    private const int Lowest = 20_000;
    private const int Highest = 32_000;
    private const int Attempts = 200;

    /// <exception cref="DistributedApplicationException">A port that was given is taken.</exception>
    public static void Allocate(IEnumerable<IResource> resources)
    {
        var endpoints = resources
            .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (Resource: resource, Endpoint: endpoint)))
            .ToArray();
        List<string> errors = [];
        HashSet<int> used = [];
        foreach (var (resource, endpoint) in endpoints.Where(e => e.Endpoint.Port is not null))
        {
            var port = endpoint.Port!.Value;
            if (!IsFree(port))
            {
                errors.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The port {port} of '{resource.Name}' is used by another program. Stop that program, or give '{resource.Name}' another port."));
            }

            used.Add(port);
            Assign(endpoint, port);
        }

        if (errors.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, errors));
        }

        foreach (var (_, endpoint) in endpoints.Where(e => e.Endpoint.Port is null))
        {
            Assign(endpoint, DrawFreePort(used));
        }
    }

    private static void Assign(EndpointAnnotation endpoint, int port) =>
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, IPAddress.Loopback.ToString(), port);

    private static int DrawFreePort(HashSet<int> used)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (!used.Contains(port) && IsFree(port))
            {
                used.Add(port);
                return port;
            }
        }

        throw new DistributedApplicationException("No free port was found on 127.0.0.1. Stop other programs that listen there.");
    }

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
