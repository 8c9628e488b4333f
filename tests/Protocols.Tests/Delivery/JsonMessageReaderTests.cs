using System.Text;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.Protocols.Tests.Delivery;

public sealed class JsonMessageReaderTests
{
    [Fact]
    public void Stamp_AmongOtherProperties_IsFound()
    {
        var reader = new JsonMessageReader();

        Assert.True(reader.TryRead("""{"a":{"seq":1,"b":[{"ts":2}]},"seq":7,"text":"x","ts":1700000000123.5,"c":null}"""u8, out var stamp));
        Assert.Equal(new MessageStamp(7, 1_700_000_000_123_500), stamp);
    }

    [Theory]
    [InlineData(StampUnit.Seconds, "1.5", 1_500_000)]
    [InlineData(StampUnit.Milliseconds, "1.5", 1500)]
    [InlineData(StampUnit.Microseconds, "15", 15)]
    public void SentAt_Unit_IsApplied(StampUnit unit, string number, long microseconds)
    {
        Assert.True(new JsonMessageReader("n", "t", unit).TryRead(Encoding.UTF8.GetBytes($$"""{"n":1,"t":{{number}}}"""), out var stamp));
        Assert.Equal(microseconds, stamp.SentAtMicroseconds);
    }

    [Fact]
    public void Stream_NumberOrText_IsToldApart()
    {
        var reader = new JsonMessageReader(stream: "room");

        Assert.True(reader.TryRead("""{"seq":1,"room":3}"""u8, out var number));
        Assert.True(reader.TryRead("""{"seq":1,"room":"a"}"""u8, out var one));
        Assert.True(reader.TryRead("""{"seq":1,"room":"b"}"""u8, out var other));
        Assert.Equal(3, number.Stream);
        Assert.NotEqual(one.Stream, other.Stream);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[1]")]
    [InlineData("""{"ts":1}""")]
    [InlineData("""{"seq":"1"}""")]
    [InlineData("""{"seq":1""")]
    public void NoStamp_Message_HasNone(string message) => Assert.False(new JsonMessageReader().TryRead(Encoding.UTF8.GetBytes(message), out _));

    [Fact]
    public void Read_Stamp_TakesNoMemory()
    {
        var reader = new JsonMessageReader();
        reader.TryRead("""{"seq":1,"ts":2}"""u8, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++) reader.TryRead("""{"seq":1,"ts":2}"""u8, out _);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
