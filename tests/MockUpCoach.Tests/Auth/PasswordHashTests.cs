using UpCoach.MockUpCoach.Auth.Passwords;

namespace UpCoach.MockUpCoach.Tests.Auth;

public sealed class PasswordHashTests
{
    [Fact]
    public void Matches_PublishedVector_IsTrue()
    {
        // PBKDF2-HMAC-SHA-512 of "password" and "salt", one round, first half of the key, as published with the vectors for the SHA-2 family.
        var key = Convert.FromHexString("867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252");
        Assert.True(new PasswordHash(1, "salt"u8.ToArray(), key).Matches("password"));
    }

    [Fact]
    public void Create_SamePasswordTwice_GivesDifferentTextsThatBothMatch()
    {
        var (one, two) = (PasswordHash.Create("secret", 10), PasswordHash.Create("secret", 10));
        Assert.NotEqual(one.ToString(), two.ToString());
        Assert.True(PasswordHash.Parse(one.ToString()).Matches("secret"));
        Assert.True(PasswordHash.Parse(two.ToString()).Matches("secret"));
        Assert.False(PasswordHash.Parse(one.ToString()).Matches("Secret"));
    }

    [Fact]
    public void ToString_NamesFunctionAndCost() => Assert.StartsWith("$pbkdf2-sha512$i=12$", PasswordHash.Create("secret", 12).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("$argon2id$i=3$AAAA$AAAA")]
    [InlineData("$pbkdf2-sha512$i=-3$AAAA$AAAA")]
    [InlineData("$pbkdf2-sha512$i=3$AAAA")]
    public void Parse_OtherText_IsRefused(string text) => Assert.Throws<FormatException>(() => PasswordHash.Parse(text));
}
