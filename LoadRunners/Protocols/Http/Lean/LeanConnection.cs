using System.Buffers;
using UpCoach.LoadRunners.Protocols.Http.Wires;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>A connection to a server: one request at a time.</summary>
internal sealed class LeanConnection : IDisposable
{
    // One for each request under way. The shared pool keeps 32 of a size for each processor: with thousands of requests at once the rest is garbage.
    private static readonly ArrayPool<byte> s_buffers = ArrayPool<byte>.Create(maxArrayLength: 64 * 1024, maxArraysPerBucket: 8192);

    private static readonly TimeSpan s_fresh = TimeSpan.FromMilliseconds(1);

    private const int LeastBufferBytes = 512;
    private const int MostFirstBufferBytes = 16 * 1024;
    private const int MostInlineBody = 16 * 1024;

    // What _deadline holds besides a timestamp.
    private const long Resting = 0;
    private const long Late = -1;
    private const long Cancelled = -2;

    private readonly Wire _wire;
    private readonly LeanClientOptions _options;
    private readonly FlightWatch _watch;
    private readonly TimeProvider _clock;
    private readonly ResponseReader _reader;
    private CancellationToken _heeded;
    private CancellationTokenRegistration _registration;
    private HttpExchange _exchange = null!;
    private Memory<byte> _direct;
    private byte[] _buffer = [];
    private long _sending;
    private long _restsSince;
    private int _usualBytes = LeastBufferBytes; // what this server's responses have wanted so far
    private int _start;
    private int _end;
    private long _deadline;
    private NetworkBytes _network;
    private bool _hasServed;
    private bool _isSpent;

    public LeanConnection(HttpOrigin origin, Wire wire, LeanClientOptions options, FlightWatch watch, TimeProvider clock)
    {
        (Origin, _wire, _options, _watch, _clock) = (origin, wire, options, watch, clock);
        _reader = new ResponseReader(options.Transport.MaxHeadBytes, options.Transport.MaxBodyBytes);
        watch.Add(this);
    }

    public HttpOrigin Origin { get; }

    /// <summary>Gets whether the connection may serve another request.</summary>
    public bool KeepsAlive => !_isSpent && _reader.KeepsAlive && !_options.ClosesConnections;

    /// <summary>Looks whether the server has ended the connection since its last response.</summary>
    /// <param name="now">Now, as a timestamp: the kernel is not asked about a connection that has just been read from.</param>
    public bool HasEnded(long now) => _wire.Peek(_clock.GetElapsedTime(_restsSince, now) < s_fresh) != WireNews.None;

    /// <summary>Waits for the moment to send in.</summary>
    public ValueTask TurnAsync() => _wire.TurnAsync();

    /// <summary>Gets whether the response is there, or will never be.</summary>
    public bool IsOver => _reader.IsOver;

    /// <summary>Begins with a request.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="now">Now, as a timestamp: putting the request into bytes counts as sending.</param>
    /// <param name="deadline">When it is too late, as a timestamp.</param>
    /// <param name="stop">Cancels it.</param>
    /// <remarks>
    /// The caller awaits <see cref="SendAsync"/> and then, until <see cref="IsOver"/>, <see cref="ReceiveAsync"/>; and ends with <see cref="Land"/>.
    /// In one method of the client instead of several here, that costs one state machine a request.
    /// </remarks>
    public void Launch(HttpExchange exchange, long now, long deadline, CancellationToken stop)
    {
        _exchange = exchange;
        exchange.Timing.SendBegin = now;
        _network.Begin(exchange.Timing);
        _reader.Begin(exchange);
        Volatile.Write(ref _deadline, deadline);
        Heed(stop);
    }

    /// <summary>Sends the request.</summary>
    public ValueTask SendAsync()
    {
        var call = _exchange.Call;
        if (call.Body.Length > MostInlineBody || call.BodyStream is not null) return SendLongAsync(call);
        var length = WriteRequest(call.Body.Span);
        _sending = length;
        return _wire.WriteAsync(_buffer.AsMemory(0, length));
    }

    /// <summary>Notes that it is sent.</summary>
    public void Sent()
    {
        _exchange.Timing.SendEnd = _clock.GetTimestamp();
        _exchange.Timing.BytesSent += _sending;
        (_start, _end) = (0, 0);
    }

    /// <summary>Receives a piece of the response.</summary>
    public ValueTask<int> ReceiveAsync()
    {
        _direct = _start == _end ? _reader.DirectTarget : default;
        return _wire.ReadAsync(_direct.IsEmpty ? Room() : _direct);
    }

    /// <summary>Takes the piece.</summary>
    public void Take(int read)
    {
        // One look at the clock serves as first byte and as end: most responses come in one piece.
        var (timing, now) = (_exchange.Timing, _clock.GetTimestamp());
        timing.End = now;
        timing.BytesReceived += read;
        if (read == 0)
        {
            _reader.TakeEnd();
            return;
        }

        if (timing.FirstByte == 0) timing.FirstByte = now;
        if (!_direct.IsEmpty)
        {
            _reader.TookDirectly(read);
            return;
        }

        _end += read;
        if (_end == _buffer.Length) _usualBytes = Math.Min(_buffer.Length * 4, MostFirstBufferBytes);
        _start += _reader.Take(_buffer.AsSpan(_start, _end - _start));
    }

    /// <summary>Ends the request.</summary>
    /// <param name="error">What broke the connection; null if nothing did.</param>
    public FlightEnd Land(string? error)
    {
        var was = Interlocked.Exchange(ref _deadline, Resting);
        var exchange = _exchange;
        _network.End(_wire, exchange.Timing);
        error ??= _reader.Error;
        if (error is null && was > 0)
        {
            // Bytes that nobody asked for: the next response would begin with them.
            _isSpent |= _start < _end;
            _hasServed = true;
            _restsSince = exchange.Timing.End;
            ReturnBuffer();
            return FlightEnd.Answered;
        }

        _reader.Abandon();
        _isSpent = true;
        exchange.Timing.End = _clock.GetTimestamp();
        if (was == Cancelled) return FlightEnd.Cancelled;
        if (was == Late) return FlightEnd.TimedOut;
        exchange.Fail(error!);
        return _hasServed && exchange.Timing.FirstByte == 0 ? FlightEnd.Unheard : FlightEnd.Answered;
    }

    /// <summary>Ends the request under way if its time is over.</summary>
    public void EndIfLate(long now)
    {
        var deadline = Volatile.Read(ref _deadline);
        if (deadline > 0 && now >= deadline && Interlocked.CompareExchange(ref _deadline, Late, deadline) == deadline) _wire.Abort();
    }

    public void Dispose()
    {
        _registration.Dispose();
        _watch.Remove(this);
        _wire.Dispose();
        ReturnBuffer();
    }

    private async ValueTask SendLongAsync(HttpCall call)
    {
        _sending = WriteRequest([]);
        await _wire.WriteAsync(_buffer.AsMemory(0, (int)_sending)).ConfigureAwait(false);
        var (sent, isWhole) = await LongBody.SendAsync(_wire, call).ConfigureAwait(false);
        (_sending, _isSpent) = (_sending + sent, !isWhole);
    }

    private int WriteRequest(ReadOnlySpan<byte> body)
    {
        var most = RequestWriter.MostBytes(_exchange, _options) + body.Length;
        if (_buffer.Length < most)
        {
            ReturnBuffer();
            _buffer = s_buffers.Rent(Math.Max(most, _usualBytes));
        }

        var writer = new RequestWriter(_buffer);
        writer.WriteHead(_exchange, _options);
        writer.Write(body);
        return writer.Length;
    }

    // Room behind what is not done with: at its place, after moving it to the front, or in a larger buffer.
    private Memory<byte> Room()
    {
        if (_start == _end) (_start, _end) = (0, 0);
        if (_end == _buffer.Length)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            if (_start > 0)
            {
                rest.CopyTo(_buffer);
            }
            else
            {
                var larger = s_buffers.Rent(_buffer.Length * 2);
                rest.CopyTo(larger);
                s_buffers.Return(_buffer);
                _buffer = larger;
            }

            (_start, _end) = (0, rest.Length);
        }

        return _buffer.AsMemory(_end);
    }

    // The users of a run have one token for long, so it is registered for once and not with each request.
    private void Heed(CancellationToken stop)
    {
        if (stop != _heeded)
        {
            _registration.Dispose();
            _heeded = stop;
            _registration = stop.UnsafeRegister(static connection => ((LeanConnection)connection!).Cancel(), this);
        }

        // It may have been cancelled just before there was a request to end.
        if (stop.IsCancellationRequested) Cancel();
    }

    private void Cancel()
    {
        var deadline = Volatile.Read(ref _deadline);
        if (deadline > 0 && Interlocked.CompareExchange(ref _deadline, Cancelled, deadline) == deadline) _wire.Abort();
    }

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0) s_buffers.Return(_buffer);
        _buffer = [];
    }
}
