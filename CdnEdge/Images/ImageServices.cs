namespace UpCoach.CdnEdge.Images;

/// <summary>Registers the images.</summary>
internal static class ImageServices
{
    /// <summary>Adds the encoder and its queue, with the options of <c>Cdn:Images</c>.</summary>
    public static IServiceCollection AddImages(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Cdn:Images").Get<ImageOptions>() ?? new ImageOptions())
        .AddSingleton<ImageEncoder>()
        .AddSingleton<ImageQueue>()
        .AddHostedService(services => services.GetRequiredService<ImageQueue>())
        .AddSingleton<VariantBuilder>();
}
