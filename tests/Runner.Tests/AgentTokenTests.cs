using UpCoach.LoadRunners.Runner.Agents;

namespace UpCoach.Runner.Tests;

public sealed class AgentTokenTests
{
    [Theory]
    [InlineData("Bearer secret", true)]
    [InlineData("Bearer secret2", false)]
    [InlineData("Bearer ", false)]
    [InlineData("secret", false)]
    [InlineData(null, false)]
    public void Header_Compared_OnlyTheSecretIsAccepted(string? header, bool accepted) => Assert.Equal(accepted, new AgentToken("secret").Accepts(header));
}
