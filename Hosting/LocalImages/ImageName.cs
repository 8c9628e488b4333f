namespace UpCoach.Hosting.LocalImages;

/// <summary>Compares names of images.</summary>
internal static class ImageName
{
    private static readonly string[] DefaultPrefixes = ["docker.io/", "index.docker.io/", "library/"];

    /// <summary>Tells whether an image is a repository of Docker Hub: <c>docker.io/library/postgres</c> is <c>postgres</c>.</summary>
    public static bool Is(string image, string repository)
    {
        var name = image;
        foreach (var prefix in DefaultPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                name = name[prefix.Length..];
        }
        return name == repository;
    }
}
