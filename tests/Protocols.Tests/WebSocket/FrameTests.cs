using System.Buffers.Binary;
using CsCheck;
using UpCoach.LoadRunners.Protocols.WebSocket;
using UpCoach.LoadRunners.Protocols.WebSocket.Frames;

namespace UpCoach.Protocols.Tests.WebSocket;

public sealed class FrameTests
{
    [Theory]
    [InlineData(0, 6)]
    [InlineData(125, 6)]
    [InlineData(126, 8)]
    [InlineData(65_535, 8)]
    [InlineData(65_536, 14)]
    public void Header_OfAClient_HasTheShortestLengthAndTheMask(long length, int bytes)
    {
        var octets = new byte[FrameHeader.MaxBytes];

        Assert.Equal(bytes, new FrameHeader(Opcode.Text, true, length).Write(octets, 0x04030201));

        Assert.Equal(0x81, octets[0]);
        Assert.Equal(0x80, octets[1] & 0x80);
        Assert.Equal([1, 2, 3, 4], octets[(bytes - 4)..bytes]);

        // Without the mask it is a server's.
        octets[1] &= 0x7F;
        Assert.Equal(bytes - 4, FrameHeader.TryRead(octets, out var header));
        Assert.Equal(new FrameHeader(Opcode.Text, true, length), header);
    }

    [Theory]
    [InlineData(new byte[] { 0xC1, 0 }, 1002)] // RSV1
    [InlineData(new byte[] { 0x83, 0 }, 1002)] // opcode 3
    [InlineData(new byte[] { 0x81, 0x80 }, 1002)] // masked
    [InlineData(new byte[] { 0x89, 126, 0, 126 }, 1002)] // long ping
    [InlineData(new byte[] { 0x09, 0 }, 1002)] // ping in fragments
    [InlineData(new byte[] { 0x80, 0 }, 1002)] // continues nothing
    [InlineData(new byte[] { 0x01, 0, 0x81, 0 }, 1002)] // a message inside another
    [InlineData(new byte[] { 0x81, 127, 0x80, 0, 0, 0, 0, 0, 0, 0 }, 1002)] // top bit of the length
    [InlineData(new byte[] { 0x81, 2, 0xC3, 0x28 }, 1007)] // not UTF-8
    [InlineData(new byte[] { 0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0 }, 1009)] // longer than allowed
    [InlineData(new byte[] { 0x01, 1, 0x61, 0x80, 127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, 1009)] // and so long that a sum would overflow
    public void Frames_AgainstTheRules_NameTheCloseCode(byte[] octets, int closeCode) =>
        Assert.Equal(closeCode, Assert.Throws<ProtocolViolationException>(() => Read(octets, octets.Length)).CloseCode);

    [Theory]
    [InlineData(new byte[] { 3 }, 1002)]
    [InlineData(new byte[] { 3, 0xED }, 1002)] // 1005 may not be sent
    [InlineData(new byte[] { 3, 0xE7 }, 1002)] // 999
    [InlineData(new byte[] { 3, 0xE8, 0xC3, 0x28 }, 1007)]
    public void CloseFrame_AgainstTheRules_NamesTheCloseCode(byte[] payload, int closeCode) =>
        Assert.Equal(closeCode, Assert.Throws<ProtocolViolationException>(() => CloseFrame.Read(payload)).CloseCode);

    [Fact]
    public void CloseFrame_Written_ReadsBack()
    {
        Assert.Equal((1001, "bye"), CloseFrame.Read(CloseFrame.Write(1001, "bye")));
        Assert.Equal((WebSocketCloseCode.NoStatus, ""), CloseFrame.Read(CloseFrame.Write(WebSocketCloseCode.NoStatus, "")));
        Assert.Equal(125, CloseFrame.Write(1000, new string('x', 500)).Length);
    }

    [Fact]
    public void Mask_AnyBytes_IsThatOfTheStandard() =>
        Gen.Byte.Array[0, 200].SelectMany(octets => Gen.UInt.Select(mask => (octets, mask))).Sample(one =>
        {
            var key = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(key, one.mask);
            var masked = one.octets.ToArray();
            FrameMask.Apply(masked, one.mask);
            return masked.SequenceEqual(one.octets.Select((octet, i) => (byte)(octet ^ key[i % 4])));
        });

    /// <summary>However TCP cuts the bytes, and whatever comes between fragments, the messages are the same.</summary>
    [Fact]
    public void Messages_ReadInAnyParts_AreTheSame() =>
        Gen.Int[1, 600].Array[1, 8].SelectMany(lengths => Gen.Int[1, 50].Select(part => (lengths, part))).Sample(one =>
        {
            List<byte> wire = [];
            foreach (var length in one.lengths)
            {
                var payload = Enumerable.Repeat((byte)('a' + length % 26), length).ToArray();
                var half = length / 2;
                wire.AddRange(ServerFrame(Opcode.Text, isFinal: false, payload[..half]));
                wire.AddRange(ServerFrame(Opcode.Ping, isFinal: true, "hi"u8.ToArray()));
                wire.AddRange(ServerFrame(Opcode.Continuation, isFinal: true, payload[half..]));
                wire.AddRange(ServerFrame(Opcode.Binary, isFinal: true, payload));
            }

            var frames = Read([.. wire], one.part);
            var expected = one.lengths.SelectMany(length => new[] { (Opcode.Ping, 2), (Opcode.Text, length), (Opcode.Binary, length) });
            return frames.Select(frame => (frame.Opcode, frame.Data.Length)).SequenceEqual(expected);
        });

    [Fact]
    public void Upgrade_KeyOfTheStandard_GivesItsProof()
    {
        var options = new WebSocketOptions { Path = "/", Name = "x", SubProtocols = ["a", "b"], BearerToken = "t" };
        var request = UpgradeRequest.Of(new Uri("ws://example.com/chat?x=1"), options, "dGhlIHNhbXBsZSBub25jZQ==");

        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", request.Accept); // RFC 6455, section 1.3
        var text = System.Text.Encoding.Latin1.GetString(request.Octets);
        Assert.StartsWith("GET /chat?x=1 HTTP/1.1\r\nHost: example.com\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nSec-WebSocket-Protocol: a, b\r\nAuthorization: Bearer t\r\n\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ws://example.com/", "example.com")]
    [InlineData("wss://example.com:8443/", "example.com:8443")]
    [InlineData("ws://[::1]:8080/", "[::1]:8080")]
    public void Upgrade_Host_IsThatOfTheAddress(string address, string host) =>
        Assert.Contains(
            $"\r\nHost: {host}\r\n",
            System.Text.Encoding.Latin1.GetString(UpgradeRequest.Of(new Uri(address), new WebSocketOptions { Path = "/", Name = "x" }).Octets),
            StringComparison.Ordinal);

    [Fact]
    public void Upgrade_HeaderWithALineBreak_IsRefused() =>
        Assert.Throws<ArgumentException>(() => UpgradeRequest.Of(
            new Uri("ws://example.com/"), new WebSocketOptions { Path = "/", Name = "x", Headers = [new("X-A", "1\r\nX-B: 2")] }));

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nsec-websocket-accept: proof\r\nsec-websocket-protocol: a", null)]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0", "status 403")]
    [InlineData("HTTP/1.1 101 S\r\nUpgrade: h2c\r\nSec-WebSocket-Accept: proof", "the server turns into something else")]
    [InlineData("HTTP/1.1 101 S\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: other", "the server's proof of the key is wrong")]
    [InlineData("HTTP/1.1 101 S\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: proof\r\nSec-WebSocket-Protocol: b", "the subprotocol b was not offered")]
    [InlineData("HTTP/1.1 101 S\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: proof\r\nSec-WebSocket-Extensions: x", "the server uses an extension that was not offered")]
    public void Answer_ToTheUpgrade_IsTakenOrRefused(string head, string? refusal) =>
        Assert.Equal(refusal, UpgradeAnswer.Read(System.Text.Encoding.Latin1.GetBytes(head)).Refusal("proof", ["a"]));

    internal static byte[] ServerFrame(Opcode opcode, bool isFinal, byte[] payload)
    {
        var octets = new byte[FrameHeader.MaxBytes + payload.Length];
        var head = new FrameHeader(opcode, isFinal, payload.Length).Write(octets, 0) - 4;
        octets[1] &= 0x7F;
        payload.CopyTo(octets, head);
        return octets[..(head + payload.Length)];
    }

    private static List<Frame> Read(byte[] wire, int part)
    {
        var (buffer, assembler) = (new ReceiveBuffer(16), new MessageAssembler(10_000));
        List<Frame> frames = [];
        for (var offset = 0; offset < wire.Length; offset += part)
        {
            var bytes = wire.AsSpan(offset, Math.Min(part, wire.Length - offset));
            if (buffer.IsEmpty) buffer.Trim();
            while (bytes.Length > 0)
            {
                var room = buffer.Room(assembler.Wanted).Span;
                var count = Math.Min(room.Length, bytes.Length);
                bytes[..count].CopyTo(room);
                buffer.Filled(count);
                bytes = bytes[count..];
            }

            while (assembler.TryTake(buffer, out var frame)) frames.Add(frame with { Data = frame.Data.ToArray() });
        }

        return frames;
    }
}
