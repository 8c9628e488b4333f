using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>The HTTP clients under the event streams of a process, shared by all sessions. Disposed at the end of the run.</summary>
public sealed class EventStreamTransport : IDisposable
{
    private readonly Lazy<HttpMessageInvoker> _careful = new(() => Client(skipTlsVerify: false));
    private readonly Lazy<HttpMessageInvoker> _trusting = new(() => Client(skipTlsVerify: true));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in new[] { _careful, _trusting })
        {
            if (client.IsValueCreated) client.Value.Dispose();
        }
    }

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="skipTlsVerify">Whether any certificate is taken: k6's <c>insecureSkipTLSVerify</c>.</param>
    /// <param name="stop">Ends it.</param>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool skipTlsVerify, CancellationToken stop) =>
        (skipTlsVerify ? _trusting : _careful).Value.SendAsync(request, stop);

    private static HttpMessageInvoker Client(bool skipTlsVerify) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false, // it would drop the token on the way to the same server, and take cookies to another one
        UseProxy = false,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = int.MaxValue,
        SslOptions = HttpDefaults.Tls(skipTlsVerify, null),
    });
}
