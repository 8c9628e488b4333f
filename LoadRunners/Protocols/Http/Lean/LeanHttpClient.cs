using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>HTTP/1.1 of our own: a request over a connection that is there costs no memory and, but for the kernel's calls, little time.</summary>
/// <remarks>
/// A request that fails on a connection which had served before, without a byte of an answer, is sent once more on a new one if it may be
/// (RFC 9110, 9.2.2): the server had ended the connection in that moment. So does Go's client, which k6 uses.
/// </remarks>
internal sealed class LeanHttpClient(
    LeanClientOptions options, WireConnector connector, ConnectionPool pool, bool ownsPool, FlightWatch watch, TimeProvider clock) : IHttpClient
{
    private readonly long _timeout = (long)(watch.Timeout.TotalSeconds * clock.TimestampFrequency);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(HttpExchange exchange, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var timing = exchange.Timing ?? exchange.Begin(new RequestTiming(clock));
        timing.Start(clock.GetTimestamp());
        var deadline = timing.Begin + _timeout;
        if (exchange.Problem() is { } problem)
        {
            Fail(exchange, problem);
            return;
        }

        var connection = pool.TryTake(exchange.Address.Origin, timing.Begin);
        for (var isRepeated = false; ; isRepeated = true)
        {
            if (connection is null)
            {
                connection = await ConnectAsync(exchange, deadline, stop).ConfigureAwait(false);
                if (connection is null) return;
            }
            else
            {
                await connection.TurnAsync().ConfigureAwait(false);
            }

            connection.Launch(exchange, clock.GetTimestamp(), deadline, stop);
            string? error = null;
            try
            {
                await connection.SendAsync().ConfigureAwait(false);
                connection.Sent();
                while (!connection.IsOver)
                {
                    connection.Take(await connection.ReceiveAsync().ConfigureAwait(false));
                }
            }
            catch (Exception broken) when (broken is IOException or SocketException)
            {
                error = broken.Message;
            }

            var end = connection.Land(error);
            if (connection.KeepsAlive) pool.Return(connection);
            else connection.Dispose();
            switch (end)
            {
                case FlightEnd.Cancelled:
                    throw new OperationCanceledException(stop);
                case FlightEnd.TimedOut:
                    Fail(exchange, NoResponse());
                    return;
                case FlightEnd.Unheard when !isRepeated && MayRepeat(exchange):
                    exchange.ClearResponse();
                    timing.Restart();
                    connection = null;
                    break;
                default:
                    return;
            }
        }
    }

    public void DropConnections() => pool.Clear();

    public void Dispose()
    {
        if (ownsPool) pool.Dispose();
    }

    // A stream is gone once it was sent, even in part.
    private static bool MayRepeat(HttpExchange exchange) => exchange.Call.BodyStream is null && (
        exchange.Timing.SendEnd == 0 // nothing was sent
        || exchange.Call.Method == HttpMethod.Get || exchange.Call.Method == HttpMethod.Head
        || exchange.Call.Method == HttpMethod.Options || exchange.Call.Method == HttpMethod.Trace);

    private async ValueTask<LeanConnection?> ConnectAsync(HttpExchange exchange, long deadline, CancellationToken stop)
    {
        var left = clock.GetElapsedTime(clock.GetTimestamp(), deadline);
        var patience = left < options.Transport.ConnectTimeout ? left : options.Transport.ConnectTimeout;
        if (patience <= TimeSpan.Zero)
        {
            Fail(exchange, NoResponse());
            return null;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(patience);
        try
        {
            var (wire, timing) = await connector.ConnectAsync(exchange.Address.Origin, timeout.Token).ConfigureAwait(false);
            exchange.Timing.Connect = timing;
            return new LeanConnection(exchange.Address.Origin, wire, options, watch, clock);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (OperationCanceledException)
        {
            Fail(exchange, string.Create(CultureInfo.InvariantCulture, $"no connection within {patience.TotalSeconds:0.###} s"));
        }
        catch (Exception error) when (error is IOException or SocketException or AuthenticationException)
        {
            stop.ThrowIfCancellationRequested();
            Fail(exchange, error.InnerException is null or SocketException ? error.Message : $"{error.Message} ({error.InnerException.Message})", error);
        }

        return null;
    }

    private string NoResponse() => string.Create(CultureInfo.InvariantCulture, $"no response within {watch.Timeout.TotalSeconds:0.###} s");

    private void Fail(HttpExchange exchange, string error, Exception? cause = null)
    {
        exchange.Timing.End = clock.GetTimestamp();
        exchange.Fail(error, cause);
    }
}
