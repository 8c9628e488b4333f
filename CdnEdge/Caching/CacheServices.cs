using UpCoach.CdnEdge.Caching.Exchange;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Caching;

/// <summary>Registers the cache.</summary>
internal static class CacheServices
{
    /// <summary>Adds the store and what works on it, with the options of <c>Cdn:Cache</c>.</summary>
    public static IServiceCollection AddSharedCache(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Cdn:Cache").Get<CacheOptions>() ?? new CacheOptions())
        .AddSingleton(TimeProvider.System)
        .AddSingleton<DiskFolder>()
        .AddSingleton<ResponseStore>()
        .AddSingleton<StoredResponses>()
        .AddSingleton<StoredAnswer>()
        .AddSingleton<Flights>()
        .AddSingleton<Invalidation>()
        .AddSingleton<ResponseGate>();
}
