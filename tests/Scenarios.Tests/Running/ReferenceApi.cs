using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using UpCoach.MockUpCoach;
using UpCoach.Testing;

namespace UpCoach.Scenarios.Tests.Running;

/// <summary>The reference API on Kestrel over a real primary, replica and Redis.</summary>
public sealed class ReferenceApi : IAsyncLifetime
{
    public const int Users = 60;
    public const int Items = 400;

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("upcoach-scenario-files-");
    private LabServers _servers = null!;
    private WebApplication _app = null!;

    public Uri Address => new(_app.Urls.Single());

    public LabServers Servers => _servers;

    public async ValueTask InitializeAsync()
    {
        _servers = await LabServers.StartAsync();
        _app = await UpCoachApplication.CreateAsync([
            "--urls=http://127.0.0.1:0",
            "--OTEL_SERVICE_NAME=upcoach-1",
            "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning",
            $"--ConnectionStrings:upcoachdb={_servers.PostgresConnectionString}",
            $"--ConnectionStrings:cache={_servers.RedisConnectionString}",
            string.Create(CultureInfo.InvariantCulture, $"--UpCoach:Seed:Users={Users}"),
            string.Create(CultureInfo.InvariantCulture, $"--UpCoach:Seed:ContentItems={Items}"),
            "--UpCoach:Seed:CheckIns=600",
            "--UpCoach:WarmUpRounds=1",
            $"--UpCoach:Files:Root={_files.FullName}",
            "--UpCoach:Files:DrawSeed=false",
        ]);
        await _app.StartAsync();
        using var client = new HttpClient();
        await Eventually.TrueAsync(
            async () =>
            {
                using var health = await client.GetAsync(new Uri(Address, "/health"));
                return health.StatusCode == HttpStatusCode.OK;
            },
            "the API is ready");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _servers.DisposeAsync();
        _files.Delete(recursive: true);
    }
}
