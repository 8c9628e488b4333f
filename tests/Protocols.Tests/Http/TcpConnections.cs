using System.Net.NetworkInformation;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>What the kernel knows of this machine's connections.</summary>
internal static class TcpConnections
{
    /// <summary>Counts the connections to a port whose other end has neither been closed nor been heard to close.</summary>
    public static int EstablishedTo(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(connection => connection.RemoteEndPoint.Port == port && connection.State == TcpState.Established);
}
