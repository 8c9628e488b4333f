namespace UpCoach.MockUpCoach.Data.Caching;

/// <summary>A kind of cached value.</summary>
/// <param name="Name">The label <c>cache</c> of the counter.</param>
/// <param name="Lifetime">How long a value may be served.</param>
internal sealed record CacheRegion(string Name, TimeSpan Lifetime)
{
    public static readonly CacheRegion Session = new("session", TimeSpan.FromMinutes(10));
    public static readonly CacheRegion Feed = new("feed", TimeSpan.FromSeconds(60));
    public static readonly CacheRegion Content = new("content", TimeSpan.FromSeconds(60));
    public static readonly CacheRegion ContentList = new("content-list", TimeSpan.FromSeconds(30));
    public static readonly CacheRegion Tags = new("tags", TimeSpan.FromSeconds(30));
}
