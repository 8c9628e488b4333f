using System.Globalization;
using System.Text;
using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.LocalImages.Redis;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.Tests.LocalImages;

[Trait("kind", "server")]
public sealed class RedisImageTests : IAsyncDisposable
{
    // The word stands in no other argument list of this machine; four digits may, in somebody's random name.
    private const string Word = "seen-in-no-argument-list";
    private const string Password = "se cret\"\\" + Word;
    private readonly ContainerLab lab = new();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    // As Aspire declares it, as plain arguments, as a command behind the image's entrypoint, and by a script of one's own.
    public static TheoryData<string?, string[]> Launches => new()
    {
        { "/bin/sh", ["-c", "redis-server --requirepass \"$REDIS_PASSWORD\" --maxmemory 32mb --port 6379"] },
        { "/bin/sh", ["-c", "exec redis-server --requirepass \"$REDIS_PASSWORD\" --maxmemory 32mb"] },
        { null, ["--requirepass", Password, "--maxmemory", "32mb"] },
        { null, ["redis-server", "--maxmemory", "32mb", "--requirepass", Password] },
        { "/start.sh", ["--maxmemory", "32mb"] },
    };

    [Theory]
    [MemberData(nameof(Launches))]
    public async Task Password_AnyLaunch_IsRequiredAndInNoArgumentList(string? entrypoint, string[] args)
    {
        var script = Path.Combine(lab.Folder, "start.sh");
        await ScriptFile.WriteAsync(script, "#!/bin/sh\nexec redis-server \"$@\" --requirepass \"$REDIS_PASSWORD\"\n");
        var cache = await lab.StartReadyAsync(lab.Spec("cache", "docker.io/library/redis", "7.0", 6379) with
        {
            Entrypoint = entrypoint,
            Args = args,
            Environment = new Dictionary<string, string> { ["REDIS_PASSWORD"] = Password },
            Mounts = [new ContainerMount(script, "/start.sh", true, false)],
        });
        Assert.Equal("33554432", (await AskAsync(cache, Password, "CONFIG", "GET", "maxmemory")).Split('\n')[^1]);
        Assert.Contains("NOAUTH", await AskAsync(cache, null, "GET", "x"), StringComparison.Ordinal);
        Assert.DoesNotContain(ProcessTable.Read(), entry => ArgumentsOf(entry.Id).Contains(Word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_FolderOfTheImage_IsTheLocalOne()
    {
        var cache = await lab.StartReadyAsync(lab.Spec("cache", "redis", "7.0", 6379) with { Args = ["--dir", "/data", "--dbfilename", "kept.rdb"] });
        await AskAsync(cache, null, "SET", "a", "1");
        Assert.Equal("OK", await AskAsync(cache, null, "SAVE"));
        Assert.True(File.Exists(Path.Combine(cache.Spec.DataDirectory, "root", "data", "kept.rdb")));
        await cache.Child.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await cache.Child.Exited);
    }

    [Fact]
    public async Task Config_MountedFile_IsRead()
    {
        var config = lab.WriteFile("redis.conf", "maxmemory 7mb\nport 1\n");
        var cache = await lab.StartReadyAsync(lab.Spec("cache", "redis", "7.0", 6379) with
        {
            Args = ["/etc/redis.conf", "--requirepass", Password],
            Mounts = [new ContainerMount(config, "/etc/redis.conf", true, false)],
        });
        Assert.EndsWith("7340032", await AskAsync(cache, Password, "CONFIG", "GET", "maxmemory"), StringComparison.Ordinal);
    }

    [Fact]
    public void Launch_ShellCommand_IsLeftToTheShell()
    {
        var launch = RedisLaunch.For("/bin/sh", ["-c", "redis-server $A"], "/f");
        Assert.Equal(["-c", ". '/f'\nalias redis-server=run_redis_server\nredis-server $A"], launch.Args);
    }

    [Theory]
    [InlineData("+PONG\r\n", true)]
    [InlineData("-NOAUTH Authentication required.\r\n", true)]
    [InlineData("-LOADING Redis is loading the dataset in memory\r\n", false)]
    [InlineData("", false)]
    public void Probe_Answer_TellsAliveFromLoading(string answer, bool isAlive) => Assert.Equal(isAlive, RedisProbe.IsAlive(Encoding.ASCII.GetBytes(answer)));

    private static string ArgumentsOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private Task<string> AskAsync(RunningContainer server, string? password, params string[] command) => lab.RunAsync(
        "redis-cli", new Dictionary<string, string?> { ["REDISCLI_AUTH"] = password }, ["-p", server.Port.ToString(CultureInfo.InvariantCulture), .. command]);
}
