using System.Net;
using System.Text;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>A server as addresses name it: scheme, host and port. There is one object for each in a transport.</summary>
internal sealed class HttpOrigin
{
    private static readonly TimeSpan s_resolvedFor = TimeSpan.FromMinutes(5); // k6's dns.ttl

    private IPAddress[] _addresses = []; // replaced whole
    private long _resolvedAt;

    public HttpOrigin(Uri uri)
    {
        (Host, Port, IsTls) = (uri.IdnHost, uri.Port, uri.Scheme == Uri.UriSchemeHttps);
        Base = new Uri(uri.GetLeftPart(UriPartial.Authority));
        var name = uri.HostNameType == UriHostNameType.IPv6 ? $"[{Host}]" : Host;
        Authority = Encoding.ASCII.GetBytes(uri.IsDefaultPort ? name : $"{name}:{Port}");
        if (IPAddress.TryParse(Host, out var address)) (_addresses, _resolvedAt) = ([address], long.MaxValue);
    }

    public Uri Base { get; }

    public string Host { get; }

    public int Port { get; }

    public bool IsTls { get; }

    /// <summary>Gets the Host header's value.</summary>
    public byte[] Authority { get; }

    /// <summary>Gives the server's addresses, IPv4 first.</summary>
    public async ValueTask<IPAddress[]> ResolveAsync(TimeProvider clock, CancellationToken stop)
    {
        if (_addresses.Length > 0 && (_resolvedAt == long.MaxValue || clock.GetElapsedTime(_resolvedAt) < s_resolvedFor)) return _addresses;
        var found = await Dns.GetHostAddressesAsync(Host, stop).ConfigureAwait(false);
        _addresses = [.. found.OrderBy(address => address.AddressFamily)];
        _resolvedAt = clock.GetTimestamp();
        return _addresses;
    }
}
