using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using UpCoach.LoadRunners.Protocols.WebSocket.Frames;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>One WebSocket connection, the client's end. One receives and one sends at a time; the closing and pongs go their own way.</summary>
/// <remarks>Nothing but a stop throws: what goes wrong ends the connection, and <see cref="CloseCode"/> and <see cref="Error"/> say how.</remarks>
internal sealed class WebSocketConnection : IAsyncDisposable
{
    // One short message: what is longer says so in its head, and gets room for all of it.
    private const int BufferBytes = 512;

    private readonly Stream _stream;
    private readonly ReceiveBuffer _buffer;
    private readonly MessageAssembler _assembler;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _sending = new(1);
    private uint _mask = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)) | 1;
    private long _pingAt;
    private bool _hasSentClose;

    private WebSocketConnection(Stream stream, ReceiveBuffer buffer, int maxMessageBytes, TimeProvider clock)
    {
        (_stream, _buffer, _clock, _assembler) = (stream, buffer, clock, new MessageAssembler(maxMessageBytes));
    }

    /// <summary>Gets the close code; 0 while the connection is open.</summary>
    public int CloseCode { get; private set; }

    /// <summary>Gets the server's reason for closing.</summary>
    public string CloseReason { get; private set; } = "";

    /// <summary>Gets what went wrong; null if nothing did.</summary>
    public string? Error { get; private set; }

    public string? SubProtocol { get; private init; }

    public long BytesSent { get; private set; }

    public long BytesReceived { get; private set; }

    /// <summary>Gets or sets what is told the time from a ping to its pong.</summary>
    public Action<TimeSpan>? OnPong { get; set; }

    /// <summary>Says whether an exception is a connection's failure.</summary>
    public static bool IsFailure(Exception error) => error is IOException or SocketException or AuthenticationException or ObjectDisposedException;

    /// <summary>Connects and upgrades.</summary>
    public static async Task<WebSocketConnection> OpenAsync(Uri uri, WebSocketOptions options, TimeProvider clock, CancellationToken stop)
    {
        var stream = await WebSocketWire.OpenAsync(uri, options, stop).ConfigureAwait(false);
        var buffer = new ReceiveBuffer(BufferBytes);
        try
        {
            var (sent, received, protocol) = await UpgradeHandshake.RunAsync(stream, buffer, uri, options, stop).ConfigureAwait(false);
            buffer.Trim();
            return new WebSocketConnection(stream, buffer, options.MaxMessageBytes, clock)
            {
                BytesSent = sent,
                BytesReceived = received,
                SubProtocol = protocol,
            };
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            buffer.Release();
            throw;
        }
    }

    /// <summary>Waits for the next message.</summary>
    /// <returns>A message, valid until the next call; the default once the connection is closed.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Frame> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            while (CloseCode == 0)
            {
                while (_assembler.TryTake(_buffer, out var frame))
                {
                    if (frame.Opcode is Opcode.Text or Opcode.Binary) return frame;
                    await ControlAsync(frame, stop).ConfigureAwait(false);
                    if (CloseCode != 0) return default;
                }

                if (_buffer.IsEmpty)
                {
                    // Waits without memory, then reads what is there.
                    _buffer.Trim();
                    await _stream.ReadAsync(Memory<byte>.Empty, stop).ConfigureAwait(false);
                }

                var read = await _stream.ReadAsync(_buffer.Room(_assembler.Wanted), stop).ConfigureAwait(false);
                if (read == 0) throw new EndOfStreamException("the server closed the connection without a word");
                _buffer.Filled(read);
                BytesReceived += read;
            }
        }
        catch (ProtocolViolationException violation)
        {
            await SendCloseAsync(violation.CloseCode, "", stop).ConfigureAwait(false);
            Fail(violation.CloseCode, violation.Message);
        }
        catch (Exception error) when (IsFailure(error))
        {
            Fail(WebSocketCloseCode.Abnormal, error.Message);
        }

        return default;
    }

    /// <summary>Sends a frame.</summary>
    /// <returns>False if the connection is closed.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        await _sending.WaitAsync(stop).ConfigureAwait(false);
        var octets = ArrayPool<byte>.Shared.Rent(payload.Length + FrameHeader.MaxBytes);
        try
        {
            // Asked in turn: what waits behind a close frame must not follow it.
            if (CloseCode != 0 || _hasSentClose) return false;
            _hasSentClose = opcode == Opcode.Close;
            var mask = NextMask();
            var head = new FrameHeader(opcode, true, payload.Length).Write(octets, mask);
            payload.Span.CopyTo(octets.AsSpan(head));
            FrameMask.Apply(octets.AsSpan(head, payload.Length), mask);
            await _stream.WriteAsync(octets.AsMemory(0, head + payload.Length), stop).ConfigureAwait(false);
            BytesSent += head + payload.Length;
            return true;
        }
        catch (OperationCanceledException)
        {
            // Part of the frame may be out: what follows would be read as its rest.
            Fail(WebSocketCloseCode.Abnormal, "stopped while sending");
            throw;
        }
        catch (Exception error) when (IsFailure(error))
        {
            Fail(WebSocketCloseCode.Abnormal, error.Message);
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(octets);
            _sending.Release();
        }
    }

    /// <summary>Sends a ping; its pong is noticed by whoever receives.</summary>
    public ValueTask<bool> PingAsync(CancellationToken stop)
    {
        _pingAt = _clock.GetTimestamp();
        var payload = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(payload, _pingAt);
        return SendAsync(Opcode.Ping, payload, stop);
    }

    /// <summary>Begins the closing, or answers the server's.</summary>
    public ValueTask<bool> SendCloseAsync(int code, string reason, CancellationToken stop) => SendAsync(Opcode.Close, CloseFrame.Write(code, reason), stop);

    public async ValueTask DisposeAsync()
    {
        if (CloseCode == 0) CloseCode = WebSocketCloseCode.Abnormal;
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask ControlAsync(Frame frame, CancellationToken stop)
    {
        switch (frame.Opcode)
        {
            case Opcode.Ping:
                await SendAsync(Opcode.Pong, frame.Data, stop).ConfigureAwait(false);
                break;
            case Opcode.Pong when _pingAt != 0 && frame.Data.Length == sizeof(long) && BinaryPrimitives.ReadInt64BigEndian(frame.Data.Span) == _pingAt:
                OnPong?.Invoke(_clock.GetElapsedTime(_pingAt));
                _pingAt = 0;
                break;
            case Opcode.Close:
                var (code, reason) = CloseFrame.Read(frame.Data.Span);
                await SendCloseAsync(code, "", stop).ConfigureAwait(false);
                (CloseCode, CloseReason) = (code, reason);
                break;
        }
    }

    private void Fail(int code, string error)
    {
        if (CloseCode != 0) return;
        (CloseCode, Error) = (code, error);
    }

    // Unlike a browser's, this client's masks protect no proxy from a hostile page: xorshift is random enough.
    private uint NextMask()
    {
        _mask ^= _mask << 13;
        _mask ^= _mask >> 17;
        return _mask ^= _mask << 5;
    }
}
