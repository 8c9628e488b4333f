using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.LocalImages.Programs;

namespace UpCoach.Hosting.Tests.LocalImages;

public sealed class LocalProgramTests
{
    [Theory]
    [InlineData("15", "postgres 15.18")]
    [InlineData("15-alpine", "postgres 15.18")]
    [InlineData("15.18", "postgres 15.18")]
    [InlineData("latest", "postgres 15.18")]
    [InlineData(null, "postgres 15.18")]
    [InlineData("17.6", "postgres 15.18 (image asks 17.6)")]
    [InlineData("1", "postgres 15.18 (image asks 1)")]
    public void Describe_Tag_IsShownWhereItDiffers(string? tag, string text) =>
        Assert.Equal(text, new LocalProgram("postgres", "/bin/postgres", "15.18").DescribeAgainst(tag));

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "15.18")]
    [InlineData("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64", "7.0.15")]
    [InlineData("prometheus, version 2.42.0+ds (branch: debian/sid)", "2.42.0")]
    [InlineData("nothing to see", null)]
    public void Version_Output_IsRead(string output, string? version) => Assert.Equal(version, ProgramVersion.Parse(output));

    [Theory]
    [InlineData("postgres", "postgres")]
    [InlineData("docker.io/library/postgres", "postgres")]
    [InlineData("library/redis", "redis-server")]
    [InlineData("prom/prometheus", "prometheus")]
    [InlineData("docker.io/prom/prometheus", "prometheus")]
    [InlineData("grafana/grafana", null)]
    [InlineData("example.com/postgres", null)]
    public void Catalog_Image_IsFound(string image, string? program) => Assert.Equal(program, LocalImageCatalog.Default.Find(image)?.ProgramName);
}
