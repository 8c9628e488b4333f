using System.Net.Sockets;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>An endpoint as declared.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? _transport;

    /// <summary>Declares an endpoint.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The scheme of its URLs; null is the protocol's name.</param>
    /// <param name="transport">The transport; null follows from the scheme.</param>
    /// <param name="name">The name; null is the scheme.</param>
    /// <param name="port">The port others use; null is any free one.</param>
    /// <param name="targetPort">The port the program listens on; null is any free one.</param>
    /// <param name="isExternal">Whether a deployment exposes it; null is no.</param>
    /// <param name="isProxied">Whether a proxy may stand before it. This host has none.</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool isProxied = true)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        _transport = transport;
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    /// <summary>Gets or sets the name, unique in its resource.</summary>
    public string Name { get; set; }

    /// <summary>Gets or sets whether it is TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>Gets or sets the port others use; null is any free one.</summary>
    public int? Port { get; set; }

    /// <summary>Gets or sets the port the program listens on; null is any free one.</summary>
    public int? TargetPort { get; set; }

    /// <summary>Gets or sets the scheme of its URLs.</summary>
    public string UriScheme { get; set; }

    /// <summary>Gets or sets the host name it binds to. This host binds everything to 127.0.0.1.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>Gets or sets the transport: <c>http</c> for web schemes, else the protocol.</summary>
    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>Gets or sets whether a deployment exposes it.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Gets or sets whether a proxy may stand before it. This host has none.</summary>
    public bool IsProxied { get; set; }

    /// <summary>Gets or sets where it listens in this run; null until ports are allocated.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }
}
