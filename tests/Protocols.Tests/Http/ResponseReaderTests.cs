using CsCheck;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Protocols.Http.Lean;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>Laws of reading: a response means the same however it is cut, and no bytes make the reader throw, hang or read too far.</summary>
[Trait("kind", "law")]
public sealed class ResponseReaderTests
{
    [Fact]
    public void Response_CutAnyhow_ReadsTheSame() =>
        Gen.Select(RandomResponse.Any, RandomResponse.Cuts(100)).Sample((response, cuts) =>
        {
            var read = Read(RandomResponse.Cut(response.Bytes, cuts));
            return read.Error is null && read.Status == response.Status && read.Body.AsSpan().SequenceEqual(response.Body) && read.Rest == 0
                && response.Headers.All(header => read.Exchange.Headers.Find(header.Key) == header.Value);
        });

    [Fact]
    public void Response_ByteByByte_ReadsTheSame() =>
        RandomResponse.Any.Sample(response =>
        {
            var read = Read(response.Bytes.Select(one => new[] { one }));
            return read.Error is null && read.Status == response.Status && read.Body.AsSpan().SequenceEqual(response.Body);
        });

    [Fact]
    public void Response_WithOthersBehindIt_IsNotReadPast() =>
        Gen.Select(RandomResponse.Any.Where(response => !response.EndsWithTheConnection), Gen.Byte.Array[1, 200]).Sample((response, more) =>
        {
            var read = Read([[.. response.Bytes, .. more]]);
            return read.Error is null && read.Rest == more.Length && read.Body.AsSpan().SequenceEqual(response.Body);
        });

    [Fact]
    public void Response_Damaged_EndsInAnAnswerOrAnError() =>
        Gen.Select(RandomResponse.Any, RandomResponse.Cuts(200), Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[1, 4]).Sample((response, cuts, damages) =>
        {
            foreach (var (where, what) in damages) response.Bytes[where % response.Bytes.Length] = what;
            var read = Read(RandomResponse.Cut(response.Bytes, cuts));
            return read.IsOver && (read.Error is null) == (read.Status != 0);
        });

    [Fact]
    public void Response_CutShort_EndsInAnAnswerOrAnError() =>
        Gen.Select(RandomResponse.Any, Gen.Int[0, 4000]).Sample((response, length) =>
        {
            var read = Read([response.Bytes[..Math.Min(length, response.Bytes.Length)]]);
            return read.IsOver && (read.Error is null) == (read.Status != 0);
        });

    [Fact]
    public void Bytes_Any_EndInAnError() =>
        Gen.Select(Gen.Byte.Array[0, 500], RandomResponse.Cuts(50)).Sample((bytes, cuts) =>
        {
            var read = Read(RandomResponse.Cut(bytes, cuts));
            return read.IsOver && read.Error is not null && read.Status == 0;
        });

    // As a connection does it: what is not done with stands before what comes next.
    private static Outcome Read(IEnumerable<byte[]> pieces)
    {
        var exchange = new HttpExchange(new ResponseArena());
        var call = new HttpCall(HttpMethod.Get, "/", "a");
        exchange.Begin(call, new HttpAddress(new HttpOrigin(new Uri("http://127.0.0.1:1")), "/"), null, null, keepsBody: true);
        var reader = new ResponseReader(maxHeadBytes: 64 * 1024, maxBodyBytes: 1024 * 1024);
        reader.Begin(exchange);
        byte[] unread = [];
        foreach (var piece in pieces)
        {
            unread = [.. unread, .. piece];
            if (reader.IsOver) continue;
            var used = reader.Take(unread);
            Assert.InRange(used, 0, unread.Length);
            unread = unread[used..];
        }

        if (!reader.IsOver) reader.TakeEnd();
        return new Outcome(exchange, reader.IsOver, reader.Error, exchange.Status, exchange.Body.ToArray(), unread.Length);
    }

    private sealed record Outcome(HttpExchange Exchange, bool IsOver, string? Error, int Status, byte[] Body, int Rest);
}
