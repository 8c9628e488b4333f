using System.Net;
using System.Net.Sockets;

namespace UpCoach.Hosting.LocalImages;

/// <summary>Finds the local port of a container.</summary>
internal static class ContainerPort
{
    /// <summary>Gets the local port that stands for the image's port: its mapping, else the container's first.</summary>
    /// <exception cref="LocalImageException">There is no mapping, or the port is taken.</exception>
    public static int For(ContainerSpec spec, int imagePort)
    {
        var mapping = spec.Ports.FirstOrDefault(port => port.TargetPort == imagePort) ?? (spec.Ports.Count > 0 ? spec.Ports[0] : null)
            ?? throw new LocalImageException($"{spec.Name}: the container declares no port, so nothing could reach it. Give it an endpoint with target port {imagePort}.");
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, mapping.HostPort));
            socket.Listen();
        }
        catch (SocketException e)
        {
            throw new LocalImageException(
                $"{spec.Name}: port {mapping.HostPort} of 127.0.0.1 cannot be used ({e.Message}). Stop the program that holds it, or give no fixed port: the lab then picks a free one.", e);
        }
        return mapping.HostPort;
    }
}
