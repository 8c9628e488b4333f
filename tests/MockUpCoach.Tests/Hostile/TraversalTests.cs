using System.Globalization;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Hostile;

[Trait("kind", "server")]
public sealed class TraversalTests(ApiFixture api)
{
    public static TheoryData<string> Climbs => new(
        from folder in new[] { "", "/app", "/dashboard", "/media", "/media/seed-1", "/api/v1/files", "/api/v1/files/1/content", "/api/v1/uploads", "/api/v1/images", "/openapi", "/oauth" }
        from climb in new[]
        {
            "/../../../../../../etc/passwd", "/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/..\\..\\..\\..\\etc\\passwd",
            "/..%5c..%5cappsettings.json", "/....//....//appsettings.json", "/%252e%252e%252fappsettings.json", "/%c0%ae%c0%ae%c0%afetc/passwd", "/appsettings.json%00.css",
            "//etc/passwd", "/.%00./appsettings.json",
        }
        select folder + climb);

    [Theory]
    [MemberData(nameof(Climbs))]
    public async Task Path_ThatClimbs_FindsNothing(string path)
    {
        // Over a socket, because every HTTP client tidies paths.
        var status = await RawConnection.StatusAsync(
            api.First.Address, string.Create(CultureInfo.InvariantCulture, $"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        Assert.True(status is >= 400 and < 500, string.Create(CultureInfo.InvariantCulture, $"{path} was answered {status}."));
    }
}
