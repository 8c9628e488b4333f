namespace UpCoach.Scenarios.Tests.Database;

/// <summary>The tests that share one database, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DatabaseTests : ICollectionFixture<SeededDatabase>
{
    public const string Name = "database";
}
