using System.Net.Security;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>What the lean clients of a run have in common.</summary>
internal sealed class LeanClientOptions
{
    public LeanClientOptions(HttpTransportOptions transport, HttpPlanOptions plan)
    {
        Transport = transport;
        UserAgent = plan.UserAgent ?? HttpDefaults.UserAgent;
        ClosesConnections = plan.NoConnectionReuse;
        AcceptsAnyCertificate = plan.InsecureSkipTlsVerify;
    }

    public HttpTransportOptions Transport { get; }

    public string UserAgent { get; }

    public bool Decompress => Transport.Decompress;

    public bool ClosesConnections { get; }

    public bool AcceptsAnyCertificate { get; }

    public SslClientAuthenticationOptions TlsOf(HttpOrigin origin) => HttpDefaults.Tls(AcceptsAnyCertificate, origin.Host, SslApplicationProtocol.Http11);
}
