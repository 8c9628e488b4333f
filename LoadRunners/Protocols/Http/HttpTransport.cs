using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Http.Lean;
using UpCoach.LoadRunners.Protocols.Http.Sockets;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>How the sessions of a process come to their HTTP clients, and what these have in common. Disposed at the end of the run.</summary>
/// <remarks>HTTP/1.1 goes by our own client, HTTP/2 by the runtime's. Connections are the user's own, as k6's are, or shared.</remarks>
public sealed class HttpTransport : IDisposable
{
    private readonly ConcurrentDictionary<HttpSeriesKey, HttpSeries> _series = new();
    private readonly ConcurrentDictionary<Uri, HttpOrigin> _origins = new();
    private readonly ConcurrentDictionary<HttpPlanOptions, Func<IHttpClient>> _clients = new();
    private readonly ConcurrentBag<IDisposable> _owned = [];

    /// <summary>Initializes a transport.</summary>
    public HttpTransport(HttpTransportOptions? options = null) => Options = options ?? new HttpTransportOptions();

    /// <summary>Gets the options.</summary>
    public HttpTransportOptions Options { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_owned.TryTake(out var owned))
        {
            owned.Dispose();
        }
    }

    /// <summary>Gives the client of one user, who disposes it.</summary>
    internal IHttpClient Open(HttpPlanOptions plan)
    {
        if (_clients.TryGetValue(plan, out var open)) return open();
        lock (_owned) return _clients.GetOrAdd(plan, Prepare)();
    }

    internal HttpSeries SeriesOf(HttpSeriesKey key) =>
        _series.TryGetValue(key, out var series) ? series : _series.GetOrAdd(key, static one => HttpSeries.Of(one));

    /// <summary>Gives the one object of an address's server.</summary>
    internal HttpOrigin OriginOf(Uri uri)
    {
        // As a key, an address without what it names on its server.
        var server = new Uri(uri.GetLeftPart(UriPartial.Authority));
        return _origins.GetOrAdd(server, static one => new HttpOrigin(one));
    }

    private Func<IHttpClient> Prepare(HttpPlanOptions plan)
    {
        var isShared = Options.Connections == ConnectionSharing.Shared;
        if (Options.Client == HttpClientKind.Sockets || plan.HttpVersion.Major >= 2)
        {
            if (!isShared) return () => new SocketsHttpClient(new SocketsConnections(Options, plan), ownsConnections: true);
            var connections = Own(new SocketsConnections(Options, plan));
            return () => new SocketsHttpClient(connections, ownsConnections: false);
        }

        var (common, clock) = (new LeanClientOptions(Options, plan), TimeProvider.System);
        var (connector, watch) = (new WireConnector(common, clock), Own(new FlightWatch(Options.RequestTimeout, clock)));
        var shared = isShared ? Own(new ConnectionPool()) : null;
        return () => new LeanHttpClient(common, connector, shared ?? new ConnectionPool(), ownsPool: shared is null, watch, clock);
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
