using UpCoach.Hosting.LocalImages.Postgres;
using UpCoach.Hosting.LocalImages.Prometheus;
using UpCoach.Hosting.LocalImages.Redis;

namespace UpCoach.Hosting.LocalImages;

/// <summary>The images that this machine's programs can stand for.</summary>
/// <param name="images">The images; the first that matches is taken.</param>
public sealed class LocalImageCatalog(IEnumerable<ILocalImage> images)
{
    private readonly ILocalImage[] images = [.. images];

    /// <summary>Gets the images that are known out of the box. A new one is one line here.</summary>
    public static LocalImageCatalog Default { get; } = new([new PostgresImage(), new RedisImage(), new PrometheusImage()]);

    /// <summary>Finds the image.</summary>
    /// <param name="image">The image without tag.</param>
    /// <returns>The image, or null where no local program stands for it.</returns>
    public ILocalImage? Find(string image) => Array.Find(images, candidate => candidate.Matches(image));
}
