using UpCoach.Scenarios.Tests.Running;

namespace UpCoach.Scenarios.Tests.Cache;

/// <summary>The tests of the cache's scenarios: one platform for all, one after the other, for they read the memory of one Redis.</summary>
[CollectionDefinition(Name)]
public sealed class CacheTests : ICollectionFixture<ReferenceApi>
{
    public const string Name = "cache";
}
