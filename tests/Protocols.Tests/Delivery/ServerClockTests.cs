using System.Text;
using Microsoft.Extensions.Time.Testing;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.Protocols.Tests.Delivery;

public sealed class ServerClockTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    [Fact]
    public void NoExchange_ClocksAreOne()
    {
        var clock = new ServerClock(_time);

        Assert.Equal((0, 0, true), (clock.OffsetMicroseconds, clock.ErrorMicroseconds, clock.IsStale));
        Assert.Equal(250, clock.LatencyMicroseconds(1000, 1250));
    }

    [Fact]
    public void Exchange_EvenPaths_GivesTheOffsetExactly()
    {
        var clock = new ServerClock(_time);

        // The server is 5,000 ahead; 100 there, 30 in the server, 100 back.
        clock.Add(sentAt: 1000, serverReceivedAt: 6100, serverSentAt: 6130, receivedAt: 1230);

        Assert.Equal((5000, 100, false), (clock.OffsetMicroseconds, clock.ErrorMicroseconds, clock.IsStale));
        Assert.Equal(400, clock.LatencyMicroseconds(sentAt: 7000, arrivedAt: 2400));
    }

    [Fact]
    public void Exchange_UnevenPaths_StaysWithinItsError()
    {
        var clock = new ServerClock(_time);
        clock.Add(sentAt: 0, serverReceivedAt: 5300, serverSentAt: 5300, receivedAt: 310); // 300 there, 10 back

        Assert.InRange(clock.OffsetMicroseconds, 5000 - clock.ErrorMicroseconds, 5000 + clock.ErrorMicroseconds);
    }

    [Fact]
    public void Exchanges_ShortestRoundTrip_Counts()
    {
        var clock = new ServerClock(_time);
        clock.Add(0, 9000, 9000, 8000);
        clock.Add(0, 5050, 5050, 100);
        clock.Add(0, 9000, 9000, 9000);

        Assert.Equal(5000, clock.OffsetMicroseconds);
    }

    [Fact]
    public void Exchange_Old_IsForgottenForANewerOne()
    {
        var clock = new ServerClock(_time);
        clock.Add(0, 5050, 5050, 100);
        _time.Advance(ServerClock.MaxAge + TimeSpan.FromSeconds(1));
        Assert.True(clock.IsStale);

        clock.Add(0, 7500, 7500, 1000);

        Assert.Equal(7000, clock.OffsetMicroseconds);
    }

    [Fact]
    public void Latency_NegativeByTheEstimatesError_IsZero() => Assert.Equal(0, new ServerClock(_time).LatencyMicroseconds(1000, 900));

    [Fact]
    public void JsonExchange_Answer_IsRead()
    {
        var exchange = new JsonClockExchange();

        Assert.Equal("""{"type":"time","t0":1234.567}""", Encoding.UTF8.GetString(exchange.Ask(1_234_567).Span));
        Assert.True(exchange.TryRead("""{"type":"time","t0":1234.567,"t1":2000,"t2":2001.5}"""u8, out var answer));
        Assert.Equal(new ClockAnswer(1_234_567, 2_000_000, 2_001_500), answer);
        Assert.True(exchange.TryRead("""{"type":"time","t0":1,"t1":2}"""u8, out answer));
        Assert.Equal(new ClockAnswer(1000, 2000, 2000), answer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"t1\"")]
    [InlineData("[\"t1\"]")]
    [InlineData("""{"t1":1""")]
    [InlineData("""{"type":"chat","t0":1,"t1":2}""")]
    [InlineData("""{"type":5,"t0":1,"t1":2}""")]
    [InlineData("""{"type":"time","t0":"x","t1":2}""")]
    public void JsonExchange_SomethingElse_IsNot(string message) =>
        Assert.False(new JsonClockExchange().TryRead(Encoding.UTF8.GetBytes(message), out _));
}
