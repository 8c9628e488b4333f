namespace UpCoach.Protocols.Tests;

/// <summary>The tests that share <see cref="Servers"/>; one class after the other, for one of them stops Redis.</summary>
[CollectionDefinition(Name)]
public sealed class ServerTests : ICollectionFixture<Servers>
{
    public const string Name = "servers";
}
