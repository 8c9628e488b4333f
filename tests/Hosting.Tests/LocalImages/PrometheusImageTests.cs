using UpCoach.Hosting.LocalImages;

namespace UpCoach.Hosting.Tests.LocalImages;

[Trait("kind", "server")]
public sealed class PrometheusImageTests : IAsyncDisposable
{
    private readonly ContainerLab lab = new();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task Ready_MountedConfiguration_IsUsed()
    {
        using var http = new HttpClient();
        var config = lab.WriteFile("prometheus.yml", "global: { scrape_interval: 7s }\n");
        var server = await lab.StartReadyAsync(Spec(config));
        var text = await http.GetStringAsync(new Uri($"http://127.0.0.1:{server.Port}/api/v1/status/config"), TestContext.Current.CancellationToken);
        Assert.Contains("scrape_interval: 7s", text, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(server.Spec.DataDirectory, "root", "prometheus", "wal")));
        await server.Child.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await server.Child.Exited);
    }

    [Fact]
    public async Task Ready_OwnArgumentsAndAddress_AreReplaced()
    {
        var config = lab.WriteFile("prometheus.yml", "");
        await lab.StartReadyAsync(Spec(config) with
        {
            Entrypoint = "/bin/prometheus",
            Args = ["--config.file=/etc/prometheus/prometheus.yml", "--web.listen-address=0.0.0.0:9090", "--web.enable-lifecycle"],
        });
    }

    [Fact]
    public async Task Exited_BrokenConfiguration_IsSaidByTheProgram()
    {
        var server = lab.Start(Spec(lab.WriteFile("prometheus.yml", "nonsense: true\n")));
        Assert.NotEqual(0, await server.Child.Exited);
        Assert.Contains("nonsense", server.Lines.ToString(), StringComparison.Ordinal);
    }

    private ContainerSpec Spec(string config) => lab.Spec("prometheus", "prom/prometheus", "v2.42.0", 9090) with
    {
        Mounts = [new ContainerMount(config, "/etc/prometheus/prometheus.yml", true, false)],
    };
}
