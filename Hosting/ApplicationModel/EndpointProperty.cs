namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A part of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>The whole URL.</summary>
    Url,

    /// <summary>The host name.</summary>
    Host,

    /// <summary>The host as an IPv4 address.</summary>
    IPV4Host,

    /// <summary>The port that others use.</summary>
    Port,

    /// <summary>The scheme.</summary>
    Scheme,

    /// <summary>The port that the program itself listens on.</summary>
    TargetPort,

    /// <summary>Host and port with a colon between them.</summary>
    HostAndPort,

    /// <summary>Whether the endpoint speaks TLS: True or False.</summary>
    TlsEnabled,
}
