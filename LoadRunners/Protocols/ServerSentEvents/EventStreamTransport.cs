using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>The HTTP client under the event streams of a process, shared by all sessions. Disposed at the end of the run.</summary>
public sealed class EventStreamTransport : IDisposable
{
    private readonly HttpMessageInvoker _client;

    /// <summary>Initializes a transport.</summary>
    /// <param name="skipTlsVerify">Whether any certificate is taken: k6's <c>insecureSkipTLSVerify</c>.</param>
    public EventStreamTransport(bool skipTlsVerify = false) =>
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = int.MaxValue,
            SslOptions = HttpDefaults.Tls(skipTlsVerify, null),
        });

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop) => _client.SendAsync(request, stop);
}
