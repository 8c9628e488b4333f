using UpCoach.LoadRunners.Scenarios.Accounts;

namespace UpCoach.Scenarios.Tests.Accounts;

public sealed class ProofKeyTests
{
    /// <summary>The example of RFC 7636, appendix B.</summary>
    [Fact]
    public void Of_VerifierOfTheRfc_GivesItsChallenge()
        => Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", ProofKey.Of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").Challenge);

    [Fact]
    public void Create_Twice_GivesTwoKeysOfTheRightLength()
    {
        var random = new Random(1);
        var (first, second) = (ProofKey.Create(random), ProofKey.Create(random));

        Assert.NotEqual(first, second);
        Assert.All([first.Verifier, first.Challenge, second.Verifier, second.Challenge], text => Assert.Equal(43, text.Length));
    }
}
