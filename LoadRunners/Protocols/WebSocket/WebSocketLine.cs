using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.WebSocket.Frames;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>A session's connections, one after the other, and how long it had one.</summary>
internal sealed class WebSocketLine(VirtualUser user, WebSocketOptions options, WebSocketSeries series, WebSocketDialler dialler)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly UptimeMeter _uptime = new(user.Clock);
    private WebSocketConnection? _connection;
    private bool _isLost; // and not yet made again: a wait that is cut short leaves it so, and the next one goes on

    /// <summary>Gets the connection; null if there is none.</summary>
    public WebSocketConnection? Connection => _connection;

    public int CloseCode { get; private set; }

    public string? Error { get; private set; }

    /// <summary>Gets the share of the time that there was a connection; null if there never was one.</summary>
    public double? Uptime => _uptime.Share();

    /// <summary>Connects.</summary>
    public async Task<bool> OpenAsync(string path, long due, CancellationToken stop)
    {
        _connection = await dialler.OpenAsync(path, due, stop).ConfigureAwait(false);
        if (_connection is null)
        {
            Error = dialler.Error;
            return false;
        }

        CloseCode = 0;
        if (_uptime.Connected() is { } outage) series.Connection.Recovered(outage);
        return true;
    }

    /// <summary>Ends a connection that was lost.</summary>
    public ValueTask LoseAsync()
    {
        _isLost = true;
        return EndAsync();
    }

    /// <summary>Connects again after a loss, as the options say.</summary>
    /// <param name="last">The highest sequence number received.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <returns>False if nothing was lost, or the session has ended.</returns>
    public async Task<bool> RecoverAsync(long? last, CancellationToken stop)
    {
        if (!_isLost || options.Reconnect is not { } backOff || CloseCode == WebSocketCloseCode.Normal) return false;
        for (var attempt = 0; attempt < backOff.MaxAttempts; attempt++)
        {
            await Task.Delay(backOff.Delay(attempt, user.Random), user.Clock, stop).ConfigureAwait(false);
            var path = last is { } known && options.ResumePath is { } resume ? resume(known) : options.Path;
            if (!await OpenAsync(path, user.Clock.GetTimestamp(), stop).ConfigureAwait(false)) continue;
            _isLost = false;
            series.Connection.Delivery.Reconnected();
            if (last is { } from && options.ResumeMessage is { } message) await SendAsync(Opcode.Text, message(from), stop).ConfigureAwait(false);
            return true;
        }

        _isLost = false;
        return false;
    }

    public async ValueTask<bool> SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        if (_connection is not { } connection) return false;
        var before = connection.BytesSent;
        if (!await connection.SendAsync(opcode, payload, stop).ConfigureAwait(false)) return false;
        series.Sent(connection.BytesSent - before);
        return true;
    }

    /// <summary>Says goodbye as a browser does that leaves a page; whether the server hears it is its own affair.</summary>
    public async ValueTask LeaveAsync()
    {
        if (_connection is not { CloseCode: 0 } connection) return;
        using var patience = new CancellationTokenSource();
        try
        {
            // Where there is room for it, it is out before the patience begins: a generator that is late itself still says it.
            var goodbye = connection.SendCloseAsync(WebSocketCloseCode.GoingAway, "", patience.Token);
            if (!goodbye.IsCompleted) patience.CancelAfter(Patience);
            await goodbye.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It doesn't read any more.
        }
    }

    /// <summary>Ends the connection, and keeps why.</summary>
    public async ValueTask EndAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is not { } connection) return;
        await connection.DisposeAsync().ConfigureAwait(false);
        (CloseCode, Error) = (connection.CloseCode, connection.Error);
        series.Connection.Ended(_uptime.Lost());
    }
}
