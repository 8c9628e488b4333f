namespace UpCoach.CdnEdge.Regions;

/// <summary>Registers the regions.</summary>
internal static class RegionServices
{
    /// <summary>Adds the table of distances, with the options of <c>Cdn:Regions</c>.</summary>
    public static IServiceCollection AddRegions(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Cdn:Regions").Get<RegionOptions>() ?? new RegionOptions())
        .AddSingleton<RegionTable>()
        .AddSingleton<RegionDelays>()
        .AddSingleton<Neighbours>()
        .AddHostedService(services => services.GetRequiredService<Neighbours>());
}
