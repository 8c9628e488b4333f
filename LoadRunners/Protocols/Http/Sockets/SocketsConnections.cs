using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Protocols.Http.Sockets;

/// <summary>The runtime's handler and its connections, measured: of one user, or of all.</summary>
internal sealed class SocketsConnections : IDisposable
{
    private readonly TimeProvider _clock = TimeProvider.System;

    public SocketsConnections(HttpTransportOptions options, HttpPlanOptions plan)
    {
        (Options, Plan) = (options, plan);
        Invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = int.MaxValue,
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            PooledConnectionLifetime = plan.NoConnectionReuse ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = Math.Max(1, options.MaxHeadBytes / 1024),
            SslOptions = HttpDefaults.Tls(plan.InsecureSkipTlsVerify, null, IsMultiplexed ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11),
            ConnectCallback = ConnectAsync,
            PlaintextStreamFilter = MeasureAsync,
        });
    }

    public HttpTransportOptions Options { get; }

    public HttpPlanOptions Plan { get; }

    /// <summary>Gets whether requests share a connection: HTTP/2.</summary>
    public bool IsMultiplexed => Plan.HttpVersion.Major >= 2;

    public ByteTally Tally { get; } = new();

    public HttpMessageInvoker Invoker { get; }

    public void Dispose() => Invoker.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var begin = _clock.GetTimestamp();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, stop).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        // The filter below sees the same request once TLS is through.
        context.InitialRequestMessage.Options.Set(Connected.Key, new Connected(_clock.GetElapsedTime(begin), _clock.GetTimestamp()));
        return new NetworkStream(socket, ownsSocket: true);
    }

    private ValueTask<Stream> MeasureAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken stop)
    {
        context.InitialRequestMessage.Options.TryGetValue(Connected.Key, out var connected);
        if (connected is not null && context.PlaintextStream is SslStream) connected.Tls = _clock.GetElapsedTime(connected.At);
        var timing = connected is null ? default : new ConnectTiming(connected.Took, connected.Tls);
        return ValueTask.FromResult<Stream>(new MeasuredStream(context.PlaintextStream, _clock, timing, IsMultiplexed ? Tally : null));
    }
}
