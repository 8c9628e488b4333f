using UpCoach.Hosting.LocalImages;

namespace UpCoach.Hosting.Tests.LocalImages;

public sealed class ContainerFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upcoach-test-").FullName;

    private string Data => Path.Combine(folder, "container");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("--config.file=/etc/tool/tool.yml", "--config.file={root}/etc/tool/tool.yml")]
    [InlineData("/data", "{root}/data")]
    [InlineData("/data:/data/x", "{root}/data:{root}/data/x")]
    [InlineData("redis://host/data", "redis://host/data")]
    [InlineData("/data2 /var/data ./data", "/data2 /var/data ./data")]
    public void Translate_KnownPaths_BecomeLocal(string text, string local)
    {
        var files = Files();
        Assert.Equal(local.Replace("{root}", Path.Combine(Data, "root"), StringComparison.Ordinal), files.Translate(text));
    }

    [Fact]
    public void Mount_InsideAnother_LeavesTheOuterSourceAlone()
    {
        var outer = Directory.CreateDirectory(Path.Combine(folder, "outer")).FullName;
        File.WriteAllText(Path.Combine(outer, "kept.yml"), "kept");
        File.WriteAllText(Path.Combine(outer, "rules.yml"), "outer");
        var inner = Path.Combine(folder, "inner.yml");
        File.WriteAllText(inner, "inner");
        var mounts = new[]
        {
            new ContainerMount(inner, "/etc/tool/rules.yml", true, false),
            new ContainerMount(outer, "/etc/tool", true, false),
        };
        Files(mounts);
        var files = Files(mounts);
        Assert.Equal("inner", File.ReadAllText(files.PathOf("/etc/tool/rules.yml")));
        Assert.Equal("kept", File.ReadAllText(files.PathOf("/etc/tool/kept.yml")));
        Assert.Equal("outer", File.ReadAllText(Path.Combine(outer, "rules.yml")));
    }

    [Fact]
    public void Mount_MissingSource_IsNamed()
    {
        var failure = Assert.Throws<LocalImageException>(() => Files(new ContainerMount("/no/such/file", "/etc/tool", true, false)));
        Assert.Equal("box: the source /no/such/file of the mount /etc/tool does not exist.", failure.Message);
    }

    [Fact]
    public void WriteSecret_File_IsTheOwnersAlone()
    {
        var path = Files().WriteSecret("password", "x");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    private ContainerFiles Files(params ContainerMount[] mounts) =>
        new(new ContainerSpec("box", "tool", null, null, [], new Dictionary<string, string>(), mounts, [], Data), user: null, ["/data", "/etc/tool"]);
}
