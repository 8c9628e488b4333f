using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Series;
using UpCoach.LoadRunners.Protocols.WebSocket.Frames;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>Makes a session's connections: the connect, timed, and the exchange of clocks.</summary>
internal sealed class WebSocketDialler(VirtualUser user, WebSocketOptions options, WebSocketSeries series, ServerClock serverClock)
{
    private const int ClockRounds = 5;

    /// <summary>Gets the messages that came while the clocks were compared, with their own memory.</summary>
    public Queue<WebSocketMessage> Early { get; } = new(0);

    /// <summary>Gets why the last connect failed.</summary>
    public string? Error { get; private set; }

    /// <summary>Connects and records it.</summary>
    /// <param name="path">Path and query, or an absolute address.</param>
    /// <param name="due">When it should have begun.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <returns>The connection; null if there is none.</returns>
    public async Task<WebSocketConnection?> OpenAsync(string path, long due, CancellationToken stop)
    {
        var clock = user.Clock;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(options.ConnectTimeout);
        var begin = clock.GetTimestamp();
        WebSocketConnection? connection = null;
        try
        {
            connection = await WebSocketConnection.OpenAsync(new Uri(user.Target, path), options, clock, timeout.Token).ConfigureAwait(false);
            Error = null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Error = $"no connection within {options.ConnectTimeout.TotalSeconds:0.###} s";
        }
        catch (Exception error) when (WebSocketConnection.IsFailure(error))
        {
            Error = error.Message;
        }

        series.Connected(Latency.Since(clock, due, begin), connection is null, connection?.BytesSent ?? 0);
        if (connection is null) return null;
        connection.OnPong = series.Ponged;
        if (options.ClockExchange is { } exchange && serverClock.IsStale) await CompareClocksAsync(connection, exchange, stop).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Takes an answer to the question for the server's time.</summary>
    /// <returns>False if the message is something else.</returns>
    public bool TryTakeClock(ReadOnlySpan<byte> message)
    {
        if (options.ClockExchange is not { } exchange || !exchange.TryRead(message, out var answer)) return false;
        serverClock.Add(answer.SentAtMicroseconds, answer.ServerReceivedAtMicroseconds, answer.ServerSentAtMicroseconds, serverClock.NowMicroseconds);
        return true;
    }

    private async Task CompareClocksAsync(WebSocketConnection connection, IClockExchange exchange, CancellationToken stop)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(options.ConnectTimeout);
        try
        {
            for (var round = 0; round < ClockRounds; round++)
            {
                if (!await connection.SendAsync(Opcode.Text, exchange.Ask(serverClock.NowMicroseconds), timeout.Token).ConfigureAwait(false)) return;
                if (!await AnsweredAsync(connection, timeout.Token).ConfigureAwait(false)) return;
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // A server that doesn't tell its time is taken to have ours.
        }
    }

    private async Task<bool> AnsweredAsync(WebSocketConnection connection, CancellationToken stop)
    {
        while (await connection.ReceiveAsync(stop).ConfigureAwait(false) is { Opcode: not default(Opcode) } frame)
        {
            if (TryTakeClock(frame.Data.Span)) return true;
            Early.Enqueue(new WebSocketMessage(frame.Opcode == Opcode.Text, frame.Data.ToArray(), serverClock.NowMicroseconds));
        }

        return false;
    }
}
