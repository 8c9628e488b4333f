using System.Globalization;
using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.LocalImages.Postgres;
using UpCoach.Testing;

namespace UpCoach.Hosting.Tests.LocalImages;

[Trait("kind", "server")]
public sealed class PostgresImageTests : IAsyncDisposable
{
    // Every character that a shell, SQL or initdb might stumble over.
    private const string Password = "p'a\"ss $w\\ord`";

    private readonly ContainerLab lab = new();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task Primary_PasswordDatabaseAndScripts_AreHonoured()
    {
        var sql = lab.WriteFile("2-table.sql", "create table notes (text text); insert into notes values ('from sql');");
        var sourced = lab.WriteFile("1-role.sh", "psql -v ON_ERROR_STOP=1 -U \"$POSTGRES_USER\" -d \"$POSTGRES_DB\" -c 'create role reader'\n");
        var primary = await lab.StartReadyAsync(Primary() with
        {
            Environment = new Dictionary<string, string> { ["POSTGRES_PASSWORD"] = Password, ["POSTGRES_USER"] = "coach", ["POSTGRES_DB"] = "up" },
            Args = ["-c", "max_connections=37", "-p", "1"],
            Mounts =
            [
                new ContainerMount(sourced, "/docker-entrypoint-initdb.d/1-role.sh", true, false),
                new ContainerMount(sql, "/docker-entrypoint-initdb.d/2-table.sql", true, false),
            ],
        });
        var answer = await QueryAsync(primary, "coach", "up", "select text || current_setting('max_connections') || (select count(*) from pg_roles where rolname = 'reader') from notes");
        Assert.Equal("from sql371", answer);
    }

    [Fact]
    public async Task Primary_WrongPassword_IsRefusedOn127001()
    {
        var primary = await lab.StartReadyAsync(Primary());
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => QueryAsync(primary, "postgres", "postgres", "select 1", "wrong"));
        Assert.Contains("password authentication failed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Primary_NoPassword_SaysWhatToSet()
    {
        var primary = lab.Start(Primary() with { Environment = new Dictionary<string, string>() });
        Assert.Equal(1, await primary.Child.Exited);
        Assert.Contains("POSTGRES_PASSWORD is empty", primary.Lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Primary_SecondStart_KeepsItsData()
    {
        var spec = Primary();
        var first = await lab.StartReadyAsync(spec);
        await QueryAsync(first, "postgres", "postgres", "create table kept (n int)");
        await first.Child.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await first.Child.Exited);
        var second = await lab.StartReadyAsync(spec);
        Assert.Equal("0", await QueryAsync(second, "postgres", "postgres", "select count(*) from kept"));
    }

    [Fact]
    public async Task Primary_LongDataPath_StillHasASocket()
    {
        var spec = Primary();
        var primary = await lab.StartReadyAsync(spec with { DataDirectory = Path.Combine(spec.DataDirectory, new string('x', 120)) });
        Assert.Equal("1", await QueryAsync(primary, "postgres", "postgres", "select 1"));
    }

    [Fact]
    public async Task Replica_EntrypointScript_StreamsFromThePrimary()
    {
        var deploy = Path.Combine(RepositoryRoot.Path, "deploy", "postgres");
        var primary = await lab.StartReadyAsync(Primary() with
        {
            Mounts = [new ContainerMount(Path.Combine(deploy, "primary-init.sh"), "/docker-entrypoint-initdb.d/primary-init.sh", true, false)],
        });
        var replica = await lab.StartReadyAsync(lab.Spec("replica", "postgres", "15", 5432) with
        {
            Entrypoint = "/replica.sh",
            Args = ["-c", "max_connections=100"],
            Mounts = [new ContainerMount(Path.Combine(deploy, "replica.sh"), "/replica.sh", true, false)],
            Environment = new Dictionary<string, string>
            {
                ["PRIMARY_HOST"] = "127.0.0.1",
                ["PRIMARY_PORT"] = primary.Port.ToString(CultureInfo.InvariantCulture),
                ["REPLICATION_SLOT"] = "replica_1",
                ["PGDATA"] = "/var/lib/postgresql/data",
                ["PGUSER"] = "postgres",
                ["PGPASSWORD"] = Password,
            },
        });
        Assert.Equal("t", await QueryAsync(replica, "postgres", "postgres", "select pg_is_in_recovery()"));
        await Eventually.TrueAsync(
            async () => await QueryAsync(primary, "postgres", "postgres", "select count(*) from pg_stat_replication where state = 'streaming'") == "1", "streaming", TestContext.Current.CancellationToken);
        await QueryAsync(primary, "postgres", "postgres", "create table replicated (n int)");
        await Eventually.TrueAsync(
            async () => await QueryAsync(replica, "postgres", "postgres", "select to_regclass('replicated') is not null") == "t", "replicated", TestContext.Current.CancellationToken);
        Assert.Equal("t", await QueryAsync(primary, "postgres", "postgres", "select active from pg_replication_slots where slot_name = 'replica_1'"));
        await replica.Child.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await replica.Child.Exited);
    }

    [Fact]
    public async Task Prepare_PortTaken_SaysSoAndWhatHelps()
    {
        var primary = await lab.StartReadyAsync(Primary());
        var second = lab.Spec("second", "postgres", "15", 5432) with { Ports = primary.Spec.Ports };
        var failure = Assert.Throws<LocalImageException>(() => lab.Start(second));
        Assert.Contains($"port {primary.Port} of 127.0.0.1 cannot be used", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("R\0\0\0\b", true)]
    [InlineData("E\0\0\0\u001aSFATAL\0C57P03\0Mstarting\0\0", false)]
    [InlineData("E\0\0\0\u001aSFATAL\0C28000\0Mno pg_hba.conf entry\0\0", true)]
    [InlineData("", false)]
    [InlineData("HTTP/1.1 400", false)]
    public void Probe_Answer_TellsAcceptingFromStarting(string answer, bool isAccepting) =>
        Assert.Equal(isAccepting, PostgresProbe.IsAccepting(System.Text.Encoding.Latin1.GetBytes(answer)));

    private ContainerSpec Primary() => lab.Spec("primary", "postgres", "15", 5432) with
    {
        Environment = new Dictionary<string, string> { ["POSTGRES_PASSWORD"] = Password },
    };

    private async Task<string> QueryAsync(RunningContainer server, string user, string database, string sql, string password = Password)
    {
        var environment = new Dictionary<string, string?> { ["PGPASSWORD"] = password };
        return await lab.RunAsync(
            "psql", environment, "-XAtq", "-h", "127.0.0.1", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", user, "-d", database, "-c", sql);
    }
}
