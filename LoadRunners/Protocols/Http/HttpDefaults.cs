using System.Net.Security;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>What both clients say and ask of a server.</summary>
internal static class HttpDefaults
{
    /// <summary>The User-Agent of a plan that names none.</summary>
    public const string UserAgent = "upcoach-loadrunner";

    public static SslClientAuthenticationOptions Tls(bool acceptsAnyCertificate, string? host, SslApplicationProtocol? protocol = null)
    {
        var options = new SslClientAuthenticationOptions { AllowTlsResume = true, TargetHost = host, ApplicationProtocols = protocol is { } only ? [only] : null };
        // k6's insecureSkipTLSVerify: the plan says that the server is a test's own.
        if (acceptsAnyCertificate) options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null;
        return options;
    }
}
