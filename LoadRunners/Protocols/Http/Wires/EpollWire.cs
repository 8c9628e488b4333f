using System.Net;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>A connection whose events an <see cref="EpollLoop"/> tells.</summary>
/// <remarks>
/// The state of reading, and likewise that of writing; the loop's thread makes the moves marked *:
/// <code>
/// Quiet   -> an event comes *                  -> Ready
/// Ready   -> a call is tried                   -> Quiet     before the call, so that an event during it is not lost
/// Quiet   -> the call would block              -> Waiting
/// Waiting -> an event comes *, the call works  -> Quiet     and whoever waits goes on, on the loop's thread
/// </code>
/// Events are edges: one comes when something changes. A read that didn't fill its buffer found all there was, but for the end of the
/// stream: that is an event of its own, remembered in <see cref="_hasEnd"/>.
/// </remarks>
internal sealed class EpollWire : Wire, IValueTaskSource<int>, IValueTaskSource
{
    private const int Quiet = 0;
    private const int Ready = 1;
    private const int Waiting = 2;
    private const uint EndEvents = Libc.EpollPeerHangUp | Libc.EpollHangUp | Libc.EpollError;
    private const uint ReadEvents = Libc.EpollIn | EndEvents;
    private const uint WriteEvents = Libc.EpollOut | Libc.EpollHangUp | Libc.EpollError;

    private readonly Lock _lock = new();
    private readonly EpollLoop _loop;
    private readonly int _file;
    private ManualResetValueTaskSourceCore<int> _read;
    private ManualResetValueTaskSourceCore<int> _write;
    private Memory<byte> _into;
    private ReadOnlyMemory<byte> _rest;
    private TaskCompletionSource? _connected;
    private volatile bool _hasEnd;
    private int _reading;
    private int _writing;
    private bool _isClosed; // under _lock

    private EpollWire(EpollLoop loop, int file) => (_loop, _file) = (loop, file);

    /// <summary>Gets whether this system has what it needs.</summary>
    public static bool IsSupported { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is (Architecture.X64 or Architecture.Arm64);

    public static async ValueTask<Wire> ConnectAsync(EpollLoop loop, IPEndPoint server, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var wire = new EpollWire(loop, LinuxSocket.Open(server));
        try
        {
            if (!wire.BeginConnect(server)) await wire.ConnectedAsync(stop).ConfigureAwait(false);
            return wire;
        }
        catch
        {
            wire.Dispose();
            throw;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        // What nobody has told of is not there yet: in a closed loop this spares the call that would only say so.
        while (true)
        {
            if (Volatile.Read(ref _reading) == Ready)
            {
                Volatile.Write(ref _reading, Quiet);
                var read = Receive(buffer.Span, 0);
                if (read >= 0) return ValueTask.FromResult(read);
                if (read != -Libc.TryAgain) return ValueTask.FromException<int>(WireError.Of(-read, "recv"));
            }

            _read.Reset();
            _into = buffer;
            if (Interlocked.CompareExchange(ref _reading, Waiting, Quiet) == Quiet) return new ValueTask<int>(this, _read.Version);
        }
    }

    public override ValueTask TurnAsync()
    {
        _write.Reset();
        return _loop.TryQueue(this) ? new ValueTask(this, _write.Version) : ValueTask.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (true)
        {
            Volatile.Write(ref _writing, Quiet);
            var error = LinuxSocket.TrySend(_file, ref bytes);
            if (error == 0) return ValueTask.CompletedTask;
            if (error != Libc.TryAgain) return ValueTask.FromException(WireError.Of(error, "send"));
            _write.Reset();
            _rest = bytes;
            if (Interlocked.CompareExchange(ref _writing, Waiting, Quiet) == Quiet) return new ValueTask(this, _write.Version);
        }
    }

    public override WireNews Peek(bool isFresh)
    {
        if (isFresh && Volatile.Read(ref _reading) == Quiet) return WireNews.None;
        // The kernel's word: the loop's thread, which would tell, is late itself when the generator is busy.
        byte one = 0;
        return Receive(new Span<byte>(ref one), Libc.MessagePeek) switch
        {
            > 0 => WireNews.Data,
            -Libc.TryAgain => WireNews.None,
            _ => WireNews.End,
        };
    }

    public override void Abort()
    {
        lock (_lock)
        {
            if (!_isClosed) _ = Libc.Shutdown(_file, Libc.ShutdownBoth);
        }
    }

    public override void Dispose()
    {
        // Under the lock: a number that is closed is soon somebody else's, and an abort must not meet that.
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
            _loop.Remove(_file);
            _ = Libc.Close(_file);
        }
    }

    /// <summary>Takes what the loop's thread has heard.</summary>
    public void OnEvents(uint events)
    {
        if ((events & EndEvents) != 0) _hasEnd = true;
        if (_connected is { } connected)
        {
            if ((events & WriteEvents) != 0) connected.TrySetResult();
            return;
        }

        if ((events & WriteEvents) != 0 && Volatile.Read(ref _writing) != Ready && Interlocked.Exchange(ref _writing, Ready) == Waiting) GoOnWriting();
        if ((events & ReadEvents) != 0 && Interlocked.Exchange(ref _reading, Ready) == Waiting) GoOnReading();
    }

    /// <summary>Lets whoever waits for its turn write.</summary>
    public void OnTurn() => _write.SetResult(0);

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => _write.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _write.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _write.OnCompleted(continuation, state, token, flags);

    private void GoOnReading()
    {
        Volatile.Write(ref _reading, Quiet);
        var read = Receive(_into.Span, 0);
        if (read == -Libc.TryAgain)
        {
            Volatile.Write(ref _reading, Waiting);
            return;
        }

        _into = default;
        if (read >= 0) _read.SetResult(read);
        else _read.SetException(WireError.Of(-read, "recv"));
    }

    private void GoOnWriting()
    {
        Volatile.Write(ref _writing, Quiet);
        var error = LinuxSocket.TrySend(_file, ref _rest);
        if (error == Libc.TryAgain)
        {
            Volatile.Write(ref _writing, Waiting);
            return;
        }

        _rest = default;
        if (error == 0) _write.SetResult(0);
        else _write.SetException(WireError.Of(error, "send"));
    }

    /// <summary>Receives; gives the error's number below zero.</summary>
    private unsafe int Receive(Span<byte> buffer, int flags)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var read = (int)Libc.Receive(_file, start, (nuint)buffer.Length, flags | Libc.MessageDontWait);
                if (read < 0)
                {
                    var error = Marshal.GetLastPInvokeError();
                    if (error == Libc.Interrupted) continue;
                    return -error;
                }

                // There may be more, and no event will tell of it.
                if (read == buffer.Length || _hasEnd || flags != 0) Volatile.Write(ref _reading, Ready);
                return read;
            }
        }
    }

    /// <summary>Begins to connect; true if that is done at once.</summary>
    private bool BeginConnect(IPEndPoint server)
    {
        var error = LinuxSocket.Connect(_file, server);
        if (error is not (0 or Libc.InProgress)) throw WireError.Of(error, "connect");
        if (error != 0) _connected = new TaskCompletionSource();
        // Only now: an unconnected socket has the events of one that is hung up.
        _loop.Add(this, _file);
        return error == 0;
    }

    private async ValueTask ConnectedAsync(CancellationToken stop)
    {
        using (stop.UnsafeRegister(static wire => ((EpollWire)wire!)._connected!.TrySetCanceled(), this))
        {
            await _connected!.Task.ConfigureAwait(false);
        }

        // No event is lost: none but the end can come before the first request is sent, and that one is seen by the first read's own call.
        _connected = null;
        _reading = Ready;
        if (LinuxSocket.PendingError(_file) is var error and not 0) throw WireError.Of(error, "connect");
    }
}
