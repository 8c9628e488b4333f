using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>The event streams of one virtual user: one at a time, opened again where it was lost, as a browser's EventSource does.</summary>
/// <remarks>
/// Make one for an iteration and dispose it there: its end is recorded then. What goes wrong counts and does not throw. Unlike EventSource it comes
/// back after a status such as 503 too: a server that drains must not lose its clients for good.
/// </remarks>
public sealed class EventStreamSession : IAsyncDisposable
{
    private readonly VirtualUser _user;
    private readonly EventStreamTransport _transport;
    private readonly EventStreamOptions _options;
    private readonly EventStreamSeries _series;
    private readonly ServerClock _serverClock;
    private readonly DeliveryTracker _tracker;
    private readonly UptimeMeter _uptime;
    private EventStreamConnection? _connection;
    private bool _isDone; // the server said 204: no more
    private bool _isLost; // and not yet opened again: a wait that is cut short leaves it so, and the next one goes on
    private bool _isDisposed;

    /// <summary>Initializes a session; nothing is open yet.</summary>
    public EventStreamSession(VirtualUser user, EventStreamTransport transport, EventStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(options);
        (_user, _transport, _options) = (user, transport, options);
        _series = EventStreamSeries.Of(user.Recorder, user.Tags, options.Name);
        _serverClock = options.ServerClock ?? new ServerClock(user.Clock);
        _tracker = new DeliveryTracker(_series.Connection.Delivery, _serverClock);
        _uptime = new UptimeMeter(user.Clock);
    }

    /// <summary>Gets the last event id; empty if there is none.</summary>
    public string LastEventId { get; private set; } = "";

    /// <summary>Gets the delay before a reconnect that the server asked for; null if it did not.</summary>
    public TimeSpan? RetryHint { get; private set; }

    /// <summary>Gets how many events came, doubles included.</summary>
    public long Events { get; private set; }

    /// <summary>Gets a checksum over id, type and data of all events so far, in the order they came: equal for users who got the same.</summary>
    public ulong Checksum { get; private set; } = Fnv.Start;

    /// <summary>Gets what went wrong last; null if nothing did.</summary>
    public string? Error { get; private set; }

    /// <summary>Gets the highest sequence number received; null if there is none.</summary>
    public long? LastSequence => _tracker.Last();

    /// <summary>Opens the stream.</summary>
    /// <returns>Whether it is open; if not, <see cref="Error"/> says why.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public async Task<bool> ConnectAsync(CancellationToken stop)
    {
        var isOpen = await OpenAsync(_user.Due, stop).ConfigureAwait(false);
        _user.Due = _user.Clock.GetTimestamp();
        return isOpen;
    }

    /// <summary>Waits for the next event, over as many connections as it takes.</summary>
    /// <returns>The event; null once the session has ended: the server said 204, or there is no (further) reconnect.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled. The session goes on.</exception>
    public async ValueTask<ServerEvent?> ReceiveAsync(CancellationToken stop)
    {
        while (true)
        {
            if (_connection is not { } connection)
            {
                if (!await RecoverAsync(stop).ConfigureAwait(false)) return null;
                continue;
            }

            if (await NextAsync(connection, stop).ConfigureAwait(false) is { } item) return Deliver(item);
            _isLost = true;
            await EndConnectionAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Receives for a while.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="onEvent">Takes each event; null to count only.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <returns>True if the time is over, false if the session ended before.</returns>
    public async Task<bool> ListenAsync(TimeSpan duration, Action<ServerEvent>? onEvent, CancellationToken stop)
    {
        using var time = new CancellationTokenSource(duration, _user.Clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, time.Token);
        try
        {
            while (await ReceiveAsync(over.Token).ConfigureAwait(false) is { } one)
            {
                onEvent?.Invoke(one);
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        var uptime = _uptime.Share();
        await EndConnectionAsync().ConfigureAwait(false);
        _tracker.Complete();
        if (uptime is { } share) _series.Connection.Uptime(share);
    }

    private async Task<bool> OpenAsync(long due, CancellationToken stop)
    {
        var clock = _user.Clock;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(_options.ConnectTimeout);
        var begin = clock.GetTimestamp();
        try
        {
            (_connection, var status) = await EventStreamConnection
                .OpenAsync(_transport, new Uri(_user.Target, _options.Path), _options, _user.Http.InsecureSkipTlsVerify, LastEventId, timeout.Token).ConfigureAwait(false);
            Error = _connection is null ? string.Create(CultureInfo.InvariantCulture, $"status {(int)status}") : null;
            _isDone = status == HttpStatusCode.NoContent;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Error = $"no answer within {_options.ConnectTimeout.TotalSeconds:0.###} s";
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            stop.ThrowIfCancellationRequested();
            Error = error.InnerException is null ? error.Message : $"{error.Message} ({error.InnerException.Message})";
        }

        _series.Connected(Latency.Since(clock, due, begin), _connection is null && !_isDone);
        if (_connection is not null && _uptime.Connected() is { } outage) _series.Recovered(outage);
        return _connection is not null;
    }

    private async ValueTask<SseItem<ReadOnlyMemory<byte>>?> NextAsync(EventStreamConnection connection, CancellationToken stop)
    {
        try
        {
            var item = await connection.NextAsync(stop).ConfigureAwait(false);
            (LastEventId, RetryHint) = (connection.LastEventId is { Length: > 0 } id ? id : LastEventId, connection.Retry ?? RetryHint);
            return item;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            Error = error.Message;
            return null;
        }
    }

    private ServerEvent Deliver(SseItem<ReadOnlyMemory<byte>> item)
    {
        var arrivedAt = _serverClock.NowMicroseconds;
        var one = new ServerEvent(item.EventType, LastEventId, item.Data, StampOf(item));
        var isConsistent = one.Stamp is { } stamp ? _options.Ledger?.Compare(stamp.Stream, stamp.Sequence, one.Hash) : null;
        _series.Received(_tracker, one.Stamp, item.Data.Length, isConsistent, arrivedAt);
        Events++;
        Checksum = Fnv.Hash(item.Data.Span, Fnv.Hash(item.EventType, Fnv.Hash(LastEventId, Checksum)));
        _user.Due = _user.Clock.GetTimestamp();
        return one;
    }

    private MessageStamp? StampOf(SseItem<ReadOnlyMemory<byte>> item)
    {
        if (_options.Reader is { } reader) return reader.TryRead(item.Data.Span, out var stamp) ? stamp : null;
        return long.TryParse(item.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new MessageStamp(number, 0) : null;
    }

    private async Task<bool> RecoverAsync(CancellationToken stop)
    {
        if (!_isLost || _options.Reconnect is not { } backOff) return false;
        for (var attempt = 0; attempt < backOff.MaxAttempts && !_isDone; attempt++)
        {
            var hinted = RetryHint is { } hint ? backOff with { First = hint, Max = hint > backOff.Max ? hint : backOff.Max } : backOff;
            await Task.Delay(hinted.Delay(attempt, _user.Random), _user.Clock, stop).ConfigureAwait(false);
            if (!await OpenAsync(_user.Clock.GetTimestamp(), stop).ConfigureAwait(false)) continue;
            _isLost = false;
            return true;
        }

        _isLost = false;
        return false;
    }

    private async ValueTask EndConnectionAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is not { } connection) return;
        await connection.DisposeAsync().ConfigureAwait(false);
        _series.Connection.Ended(_uptime.Lost());
    }
}
