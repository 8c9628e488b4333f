using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Running;
using UpCoach.Hosting.Tests.Model;

namespace UpCoach.Hosting.Tests.Running;

/// <summary>Postgres and Redis, declared as containers and run by this machine's programs.</summary>
[Trait("kind", "server")]
public sealed class RealServersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoApplications_SideBySide_HaveTheirOwnDatabases()
    {
        await using var first = new ServerApplication();
        await using var second = new ServerApplication();
        await Task.WhenAll(first.App.StartAsync(Stop), second.App.StartAsync(Stop));
        await Task.WhenAll(
            first.App.ResourceNotifications.WaitForResourceHealthyAsync("shopdb", Stop),
            second.App.ResourceNotifications.WaitForResourceHealthyAsync("shopdb", Stop),
            first.App.ResourceNotifications.WaitForResourceHealthyAsync("cache", Stop),
            second.App.ResourceNotifications.WaitForResourceHealthyAsync("cache", Stop));
        await first.QueryAsync("create table mine (n int)", Stop);
        Assert.Equal("f", await second.QueryAsync("select to_regclass('mine') is not null", Stop));
        Assert.Equal("shop", await second.QueryAsync("select current_database()", Stop));
        Assert.True(Directory.Exists(first.Folder));
        await first.App.StopAsync(Stop);
        Assert.False(Directory.Exists(first.Folder));
        Assert.Equal("1", await second.QueryAsync("select 1", Stop));
        await second.App.StopAsync(Stop);
    }

    private sealed class ServerApplication : IAsyncDisposable
    {
        private readonly IResourceBuilder<PostgresServerResource> _postgres;

        public ServerApplication()
        {
            var builder = Drawing.New();
            _postgres = builder.AddPostgres("postgres").WithImageTag("15");
            _postgres.AddDatabase("shopdb", "shop");
            builder.AddRedis("cache").WithImageTag("7.0");
            App = builder.Build();
            Folder = App.Services.GetRequiredService<RunFolder>().Path;
        }

        public DistributedApplication App { get; }

        public string Folder { get; }

        public async Task<string> QueryAsync(string sql, CancellationToken stop)
        {
            var program = App.Services.GetRequiredService<ContainerLauncher>().ProgramOf(_postgres.Resource)!;
            var start = new ProcessStartInfo(Path.Combine(program.Folder, "psql"), ["-XAtq", "-d", (await _postgres.Resource.UriExpression.GetValueAsync(stop))! + "/shop", "-c", sql])
            {
                RedirectStandardOutput = true,
            };
            using var psql = Process.Start(start)!;
            var output = await psql.StandardOutput.ReadToEndAsync(stop);
            await psql.WaitForExitAsync(stop);
            return output.Trim();
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
