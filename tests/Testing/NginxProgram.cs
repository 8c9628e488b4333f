using UpCoach.Hosting.LocalImages;

namespace UpCoach.Testing;

/// <summary>What the installer has to know of nginx, which no topology of this project runs.</summary>
internal sealed class NginxProgram : ILocalImage
{
    private static readonly string[] Paths = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"];

    public string ProgramName => "nginx";

    public IReadOnlyList<string> DebianPackages { get; } = ["nginx-light"];

    public bool Matches(string image) => image == "nginx";

    public LocalProgram? Find(string? tag) => Array.Find(Paths, File.Exists) is { } path ? new LocalProgram(ProgramName, path, "") : null;

    public LocalCommand Prepare(ContainerSpec spec, LocalProgram program) => throw new NotSupportedException("nginx is for tests only");
}
