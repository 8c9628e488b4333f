using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Tests.Auth;

public sealed class ProofKeyTests
{
    [Fact]
    public void Challenge_VectorOfTheStandard_IsItsAnswer() =>
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", ProofKey.ChallengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")); // RFC 7636 appendix B

    [Theory]
    [InlineData(42, false)]
    [InlineData(43, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Matches_VerifierLength_IsBounded(int length, bool matches)
    {
        var verifier = new string('a', length);
        Assert.Equal(matches, ProofKey.Matches(ProofKey.ChallengeOf(verifier), verifier));
    }

    [Fact]
    public void Matches_VerifierWithOtherCharacters_IsFalse()
    {
        var verifier = new string('a', 42) + "!";
        Assert.False(ProofKey.Matches(ProofKey.ChallengeOf(verifier), verifier));
    }
}
