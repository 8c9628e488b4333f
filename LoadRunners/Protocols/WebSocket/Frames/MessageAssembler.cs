using System.Buffers;
using System.Text.Unicode;

namespace UpCoach.LoadRunners.Protocols.WebSocket.Frames;

/// <summary>Takes frames out of what was read and puts fragments together. Source: RFC 6455, sections 5.4 to 5.6.</summary>
internal sealed class MessageAssembler(int maxMessageBytes)
{
    private ArrayBufferWriter<byte>? _parts;
    private Opcode _partsOpcode;
    private bool _isWhole; // the parts have been given out

    /// <summary>Gets how many unread bytes the next frame needs.</summary>
    public int Wanted { get; private set; } = 2;

    /// <summary>Takes the next message or control frame.</summary>
    /// <returns>False if more has to be read.</returns>
    /// <exception cref="ProtocolViolationException">The server breaks the rules, or the message is too long.</exception>
    public bool TryTake(ReceiveBuffer buffer, out Frame frame)
    {
        if (_isWhole) (_parts, _isWhole) = (null, false);
        while (TryTakeFrame(buffer, out var header, out var data))
        {
            if (header.IsControl || TryAssemble(header, data, out data))
            {
                frame = new Frame(header.Opcode == Opcode.Continuation ? _partsOpcode : header.Opcode, data);
                if (frame.Opcode == Opcode.Text && !Utf8.IsValid(data.Span))
                {
                    throw new ProtocolViolationException("a text is not UTF-8", WebSocketCloseCode.InvalidData);
                }

                return true;
            }
        }

        frame = default;
        return false;
    }

    private bool TryTakeFrame(ReceiveBuffer buffer, out FrameHeader header, out ReadOnlyMemory<byte> data)
    {
        data = default;
        var unread = buffer.Unread;
        var head = FrameHeader.TryRead(unread.Span, out header);
        if (head == 0)
        {
            Wanted = unread.Length + 1;
            return false;
        }

        if (!header.IsControl && header.Length > maxMessageBytes - (_parts?.WrittenCount ?? 0))
        {
            throw new ProtocolViolationException($"a message is longer than {maxMessageBytes} bytes", WebSocketCloseCode.TooLarge);
        }

        Wanted = head + (int)header.Length;
        if (unread.Length < Wanted) return false;
        data = unread.Slice(head, (int)header.Length);
        buffer.Advance(Wanted);
        Wanted = 2;
        return true;
    }

    private bool TryAssemble(FrameHeader header, ReadOnlyMemory<byte> data, out ReadOnlyMemory<byte> whole)
    {
        whole = data;
        var isContinuation = header.Opcode == Opcode.Continuation;
        if (isContinuation != (_parts is not null))
        {
            throw new ProtocolViolationException(isContinuation ? "a fragment continues nothing" : "a message begins inside another");
        }

        if (_parts is null)
        {
            if (header.IsFinal) return true;
            (_parts, _partsOpcode) = (new ArrayBufferWriter<byte>(), header.Opcode);
        }

        _parts.Write(data.Span);
        if (!header.IsFinal) return false;
        (whole, _isWhole) = (_parts.WrittenMemory, true);
        return true;
    }
}
