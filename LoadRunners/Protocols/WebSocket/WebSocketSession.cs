using System.Runtime.CompilerServices;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Series;
using UpCoach.LoadRunners.Protocols.WebSocket.Frames;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>The WebSocket side of one virtual user: one connection at a time, made again when it is lost if the options say so.</summary>
/// <remarks>
/// Make one for an iteration and dispose it there: its end is recorded then. What goes wrong counts and does not throw. One task may receive while
/// another sends.
/// </remarks>
public sealed class WebSocketSession : IAsyncDisposable
{
    private readonly VirtualUser _user;
    private readonly WebSocketOptions _options;
    private readonly WebSocketSeries _series;
    private readonly ServerClock _serverClock;
    private readonly DeliveryTracker _tracker;
    private readonly WebSocketDialler _dialler;
    private readonly WebSocketLine _line;
    private WebSocketConnection? _lastReceivedFrom;
    private long _bytesReceived;
    private bool _isDisposed;

    /// <summary>Initializes a session; nothing is connected yet.</summary>
    public WebSocketSession(VirtualUser user, WebSocketOptions options)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(options);
        (_user, _options) = (user, options);
        _series = WebSocketSeries.Of(user.Recorder, user.Tags, options.Name);
        _serverClock = options.ServerClock ?? new ServerClock(user.Clock);
        _tracker = new DeliveryTracker(_series.Connection.Delivery, _serverClock);
        _dialler = new WebSocketDialler(user, options, _series, _serverClock);
        _line = new WebSocketLine(user, options, _series, _dialler);
    }

    /// <summary>Gets whether there is a connection.</summary>
    public bool IsOpen => _line.Connection is { CloseCode: 0 };

    /// <summary>Gets the last connection's close code; 0 while it is open.</summary>
    public int CloseCode => _line.Connection?.CloseCode ?? _line.CloseCode;

    /// <summary>Gets what went wrong last; null if nothing did.</summary>
    public string? Error => _line.Error;

    /// <summary>Gets the subprotocol that the server chose; null for none.</summary>
    public string? SubProtocol => _line.Connection?.SubProtocol;

    /// <summary>Gets how many messages are known to be lost.</summary>
    public long Lost => _tracker.Lost;

    /// <summary>Gets the highest sequence number received in a stream; null if there is none.</summary>
    public long? LastSequence(int stream = 0) => _tracker.Last(stream);

    /// <summary>Says up to where a stream had come when this user joined it, if the server tells: what is missing from there on is lost, and a reconnect goes on there.</summary>
    /// <param name="sequence">The last number before this user's first.</param>
    /// <param name="stream">The stream; without effect once a message of it has come.</param>
    public void StartAfter(long sequence, int stream = 0) => _tracker.StartAfter(sequence, stream);

    /// <summary>Connects.</summary>
    /// <returns>Whether the connection stands; if not, <see cref="Error"/> says why.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public async Task<bool> ConnectAsync(CancellationToken stop)
    {
        var due = _user.Due;
        var isOpen = await _line.OpenAsync(_options.Path, due, stop).ConfigureAwait(false);
        _user.Due = _user.Clock.GetTimestamp();
        return isOpen;
    }

    /// <summary>Sends a text (UTF-8).</summary>
    /// <returns>False if the connection is lost; whoever receives makes the next.</returns>
    public ValueTask<bool> SendTextAsync(ReadOnlyMemory<byte> text, CancellationToken stop) => _line.SendAsync(Opcode.Text, text, stop);

    /// <summary>Sends bytes.</summary>
    /// <returns>False if the connection is lost; whoever receives makes the next.</returns>
    public ValueTask<bool> SendBinaryAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop) => _line.SendAsync(Opcode.Binary, bytes, stop);

    /// <summary>Sends a ping; <c>ws_ping</c> is recorded by whoever receives.</summary>
    public async ValueTask<bool> PingAsync(CancellationToken stop) => _line.Connection is { } connection && await connection.PingAsync(stop).ConfigureAwait(false);

    /// <summary>Waits for the next message, over as many connections as it takes.</summary>
    /// <returns>The message; null once the session has ended: the server closed normally, or there is no (further) reconnect.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled. The session goes on.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<WebSocketMessage?> ReceiveAsync(CancellationToken stop)
    {
        while (_dialler.Early.Count == 0)
        {
            if (_line.Connection is not { } connection)
            {
                if (!await _line.RecoverAsync(LastSequence(), stop).ConfigureAwait(false)) return null;
                continue;
            }

            var frame = await connection.ReceiveAsync(stop).ConfigureAwait(false);
            if (frame.Opcode == default)
            {
                await _line.LoseAsync().ConfigureAwait(false);
            }
            else if (!_dialler.TryTakeClock(frame.Data.Span))
            {
                return Deliver(new WebSocketMessage(frame.Opcode == Opcode.Text, frame.Data, _serverClock.NowMicroseconds));
            }
        }

        return _dialler.Early.TryDequeue(out var early) ? Deliver(early) : null;
    }

    /// <summary>Receives for a while.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="onMessage">Takes each message, valid during the call; null to count only.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <returns>True if the time is over, false if the session ended before.</returns>
    public async Task<bool> ListenAsync(TimeSpan duration, Action<WebSocketMessage>? onMessage, CancellationToken stop)
    {
        using var time = new CancellationTokenSource(duration, _user.Clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, time.Token);
        try
        {
            while (await ReceiveAsync(over.Token).ConfigureAwait(false) is { } message)
            {
                onMessage?.Invoke(message);
            }

            return false;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return true;
        }
        finally
        {
            _user.Due = _user.Clock.GetTimestamp();
        }
    }

    /// <summary>Sends a text and waits for the answer to it. What comes in between is counted and passed over.</summary>
    /// <param name="text">The message.</param>
    /// <param name="name">The <c>name</c> tag of the exchange; never with an id in it.</param>
    /// <param name="isAnswer">Says whether a message is the answer.</param>
    /// <param name="stop">The iteration's token.</param>
    public async Task<WebSocketExchange> ExchangeAsync(
        ReadOnlyMemory<byte> text, string name, Func<WebSocketMessage, bool> isAnswer, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(isAnswer);
        var (due, begin) = (_user.Due, _user.Clock.GetTimestamp());
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(_options.ExchangeTimeout);
        WebSocketMessage? answer = null;
        try
        {
            if (await SendTextAsync(text, timeout.Token).ConfigureAwait(false))
            {
                do answer = await ReceiveAsync(timeout.Token).ConfigureAwait(false);
                while (answer is { } message && !isAnswer(message));
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            answer = null;
        }

        var latency = Latency.Since(_user.Clock, due, begin);
        _user.Due = latency.End;
        ExchangeSeries.Of(_user.Recorder, _user.Tags, name).Record(latency, answer is null);
        return new WebSocketExchange(answer is not null, answer.GetValueOrDefault(), latency.Service, latency.Response);
    }

    /// <summary>Closes in order: our close frame, then what is still under way, then the server's. Call it when nobody receives.</summary>
    public async Task CloseAsync(int code = WebSocketCloseCode.Normal, CancellationToken stop = default)
    {
        if (_line.Connection is not { } connection) return;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(_options.CloseTimeout);
        try
        {
            await connection.SendCloseAsync(code, "", timeout.Token).ConfigureAwait(false);
            while (await connection.ReceiveAsync(timeout.Token).ConfigureAwait(false) is { Opcode: not default(Opcode) } frame)
            {
                if (!_dialler.TryTakeClock(frame.Data.Span)) Deliver(new WebSocketMessage(frame.Opcode == Opcode.Text, frame.Data, _serverClock.NowMicroseconds));
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The server doesn't close: the connection is cut below.
        }

        await _line.EndAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        var uptime = _line.Uptime;
        await _line.LeaveAsync().ConfigureAwait(false);
        await _line.EndAsync().ConfigureAwait(false);
        _tracker.Complete();
        if (uptime is { } share) _series.Connection.Uptime(share);
    }

    private WebSocketMessage Deliver(WebSocketMessage message)
    {
        // Bytes are counted with the message that they came for, heads and control frames too.
        if (_line.Connection is { } connection && !ReferenceEquals(connection, _lastReceivedFrom)) (_lastReceivedFrom, _bytesReceived) = (connection, 0);
        var total = _lastReceivedFrom?.BytesReceived ?? 0;
        MessageStamp? stamp = _options.Reader is { } reader && reader.TryRead(message.Data.Span, out var read) ? read : null;
        _series.Received(_tracker, stamp, total - _bytesReceived, message.ArrivedAtMicroseconds);
        (_bytesReceived, _user.Due) = (total, _user.Clock.GetTimestamp());
        return message with { Stamp = stamp };
    }
}
