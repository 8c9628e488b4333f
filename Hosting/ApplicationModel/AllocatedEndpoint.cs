using System.Globalization;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>Where an endpoint listens in this run.</summary>
/// <param name="endpoint">The endpoint as declared.</param>
/// <param name="address">The address, always a loopback one on this host.</param>
/// <param name="port">The port.</param>
public sealed class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    /// <summary>Gets the endpoint as declared.</summary>
    public EndpointAnnotation Endpoint { get; } = endpoint;

    /// <summary>Gets the address.</summary>
    public string Address { get; } = address;

    /// <summary>Gets the port.</summary>
    public int Port { get; } = port;

    /// <summary>Gets scheme, address and port as one text.</summary>
    public string UriString => string.Create(CultureInfo.InvariantCulture, $"{Endpoint.UriScheme}://{Address}:{Port}");
}
