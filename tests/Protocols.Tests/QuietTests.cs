namespace UpCoach.Protocols.Tests;

/// <summary>Tests that measure their own process run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietTests
{
    public const string Name = "quiet";
}
