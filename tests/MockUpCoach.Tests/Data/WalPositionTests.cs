using System.Text;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Tests.Data;

public sealed class WalPositionTests
{
    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(0x16_B374_D848UL)]
    [InlineData(ulong.MaxValue)]
    public void Parse_OwnText_IsTheSame(ulong value)
    {
        var position = new WalPosition(value);
        Assert.Equal(position, WalPosition.Parse(Encoding.ASCII.GetBytes(position.ToString())));
        Assert.Equal(position, WalPosition.Parse(position.Stamp("payload"u8)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("not hexadecimal!")]
    public void Parse_AnythingElse_IsZero(string text) => Assert.Equal(WalPosition.Zero, WalPosition.Parse(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(9UL, 10UL)]
    [InlineData(0xFUL, 0x10UL)]
    [InlineData(0xFFFF_FFFFUL, 0x1_0000_0000UL)]
    public void ToString_Order_IsTheOrderOfPositions(ulong earlier, ulong later) =>
        Assert.True(string.CompareOrdinal(new WalPosition(earlier).ToString(), new WalPosition(later).ToString()) < 0);

    [Fact]
    public void Covers_Unknown_NothingDoes() => Assert.False(new WalPosition(ulong.MaxValue - 1).Covers(WalPosition.Unknown));
}
