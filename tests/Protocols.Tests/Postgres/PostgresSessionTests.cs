using System.Data;
using Npgsql;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Postgres;

namespace UpCoach.Protocols.Tests.Postgres;

[Trait("kind", "server")]
[Collection(ServerTests.Name)]
public sealed class PostgresSessionTests(Servers servers) : IAsyncLifetime
{
    private static readonly PostgresStatement One = new("one", "SELECT 1");
    private static readonly PostgresStatement Balance = new("balance", "SELECT balance FROM accounts WHERE id = $1", IsPrepared: true);
    private static readonly PostgresStatement Deposit = new("deposit", "UPDATE accounts SET balance = balance + $2 WHERE id = $1", IsPrepared: true);
    private static readonly BackOff Soon = new() { First = TimeSpan.FromMilliseconds(5), MaxAttempts = 20 };

    private NpgsqlDataSource _source = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _source = Source("");
        await using var command = _source.CreateCommand(
            "DROP TABLE IF EXISTS accounts; CREATE TABLE accounts(id int PRIMARY KEY, balance int NOT NULL); INSERT INTO accounts SELECT n, 100 FROM generate_series(1, 10) n");
        await command.ExecuteNonQueryAsync(Token);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [Fact]
    public async Task Query_Rows_AreReadTimedAndTagged()
    {
        var bench = NewBench();
        var session = new PostgresSession(bench.User, _source);
        bench.User.Due -= bench.User.Clock.TimestampFrequency; // the generator is a second late

        var result = await session.QueryAsync(
            new PostgresStatement("rich", "SELECT id, balance FROM accounts WHERE balance >= $1 ORDER BY id"), row => (row.GetInt32(0), row.GetInt32(1)), Token, 100);

        Assert.True(result.IsSuccess, result.Error);
        Assert.Equal((10, 10, (1, 100)), (result.Rows.Count, result.RowCount, result.Rows[0]));
        Assert.True(result.ResponseTime >= result.ServiceTime + TimeSpan.FromSeconds(1));
        var recorded = bench.Recorded();
        Assert.Equal("name:rich,scenario:test", recorded.SeriesOf("pg_query_duration").Single().Tags.ToString());
        Assert.True(recorded.Query("pg_query_response").Min >= 1000);
        Assert.Equal((1, 10, 0), (recorded.Query("pg_pool_wait").Count, recorded.Query("pg_rows").Sum, recorded.Query("pg_query_failed").Rate));
    }

    [Fact]
    public async Task Execute_ChangedRows_AreCounted()
    {
        var bench = NewBench();
        var session = new PostgresSession(bench.User, _source);

        var result = await session.ExecuteAsync(new PostgresStatement("all", "UPDATE accounts SET balance = 1 WHERE id <= $1"), Token, 4);

        Assert.Equal(4, result.RowCount);
        Assert.Equal(4, bench.Sum("pg_rows"));
    }

    [Fact]
    public async Task Prepared_Statement_IsPreparedOnceAndNamedAtTheServer()
    {
        await using var source = Source("Maximum Pool Size=1");
        var session = new PostgresSession(NewBench().User, source);
        for (var i = 0; i < 3; i++) await session.QueryAsync(Balance, row => row.GetInt32(0), Token, 1);

        var prepared = await session.QueryAsync(
            new PostgresStatement("prepared", "SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%accounts%'"), row => row.GetString(0), Token);

        Assert.StartsWith("/* balance */ SELECT", Assert.Single(prepared.Rows), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT nothing FROM nowhere", "42P01")]
    [InlineData("SELECT 1 / 0", "22012")]
    [InlineData("INSERT INTO accounts VALUES (1, 1)", "23505")]
    [InlineData("SELECT pg_terminate_backend(pg_backend_pid())", "57P01")]
    public async Task Error_OfTheServer_CountsByItsState(string sql, string sqlState)
    {
        var bench = NewBench();
        var session = new PostgresSession(bench.User, _source);

        var result = await session.ExecuteAsync(new PostgresStatement("wrong", sql), Token);
        var next = await session.QueryAsync(One, row => row.GetInt32(0), Token);

        Assert.Equal((false, sqlState), (result.IsSuccess, result.SqlState));
        Assert.NotNull(result.Error);
        Assert.True(next.IsSuccess, next.Error);
        var recorded = bench.Recorded();
        Assert.Equal(1, recorded.Query("pg_errors", TagSelector.Of("sqlstate", sqlState)).Sum);
        Assert.Equal(0.5, recorded.Query("pg_query_failed").Rate);
    }

    [Fact]
    public async Task Error_WithoutTheServer_HasAName()
    {
        var bench = NewBench();
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=postgres;Database=x");
        await using var impatient = Source("Command Timeout=1");
        await using var narrow = Source("Maximum Pool Size=1;Timeout=5");
        await using var taken = await narrow.OpenConnectionAsync(Token);

        var connection = await new PostgresSession(bench.User, nowhere).ExecuteAsync(One, Token);
        var timeout = await new PostgresSession(bench.User, impatient).ExecuteAsync(new PostgresStatement("slow", "SELECT pg_sleep(30)"), Token);
        var exhausted = await new PostgresSession(bench.User, narrow).ExecuteAsync(One, Token);

        Assert.Equal(("connection", "timeout", "pool_exhausted"), (connection.SqlState, timeout.SqlState, exhausted.SqlState));
        Assert.True(exhausted.PoolWait >= TimeSpan.FromSeconds(4.9));
    }

    [Fact]
    public async Task Stopped_Query_ThrowsAndRecordsNothing()
    {
        var bench = NewBench();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var query = new PostgresSession(bench.User, _source).ExecuteAsync(new PostgresStatement("slow", "SELECT pg_sleep(30)"), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        Assert.Equal(0, bench.Count("pg_query_duration"));
    }

    [Fact]
    public async Task Transaction_Commit_IsTimedAsAWhole()
    {
        var bench = NewBench();

        var result = await new PostgresSession(bench.User, _source).TransactAsync("transfer", null, async transaction =>
        {
            await transaction.ExecuteAsync(Deposit, Token, 1, -30);
            await transaction.ExecuteAsync(Deposit, Token, 2, 30);
        }, Token);

        Assert.True(result.IsCommitted, result.Error);
        Assert.Equal("70, 130", await BalancesAsync(1, 2));
        var recorded = bench.Recorded();
        Assert.Equal((1, 0), (recorded.Query("pg_transaction_duration").Count, recorded.Query("pg_transaction_failed").Rate));
        Assert.Equal(2, recorded.Query("pg_query_duration", TagSelector.Of("name", "deposit")).Count);
    }

    [Fact]
    public async Task Transaction_StatementFails_IsRolledBack()
    {
        var bench = NewBench();

        var result = await new PostgresSession(bench.User, _source).TransactAsync("transfer", null, async transaction =>
        {
            await transaction.ExecuteAsync(Deposit, Token, 1, -30);
            await transaction.ExecuteAsync(new PostgresStatement("wrong", "SELECT 1 / 0"), Token);
        }, Token);

        Assert.Equal((false, "22012", 0), (result.IsCommitted, result.SqlState, result.Retries));
        Assert.Equal("100", await BalancesAsync(1));
        Assert.Equal(1, bench.Sum("pg_errors"));
        Assert.Equal(1, bench.Recorded().Query("pg_transaction_failed").Rate);
    }

    [Fact]
    public async Task Transactions_Serializable_RetryAndLoseNoUpdate()
    {
        var bench = NewBench();
        var options = new PostgresTransactionOptions { Isolation = IsolationLevel.Serializable, Retry = Soon };

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new PostgresSession(NewUser(bench), _source).TransactAsync("add", options, async transaction =>
        {
            var balance = (await transaction.QueryAsync(Balance, row => row.GetInt32(0), Token, 1)).Rows[0];
            await transaction.ExecuteAsync(new PostgresStatement("set", "UPDATE accounts SET balance = $2 WHERE id = $1"), Token, 1, balance + 1);
        }, Token)));

        Assert.All(results, result => Assert.True(result.IsCommitted, result.Error));
        Assert.Equal("108", await BalancesAsync(1));
        Assert.Equal(results.Sum(result => result.Retries), bench.Recorded().Query("pg_retries", TagSelector.Of("sqlstate", "40001")).Sum);
    }

    [Fact]
    public async Task Transactions_InOppositeOrder_DeadlockIsRetriedAndCounted()
    {
        var bench = NewBench();
        var both = new Barrier2();

        (int First, int Second)[] orders = [(1, 2), (2, 1)];
        var options = new PostgresTransactionOptions { Retry = Soon };
        var winner = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var results = await Task.WhenAll(orders.Select(async order =>
        {
            var attempts = 0;
            var result = await new PostgresSession(NewUser(bench), _source).TransactAsync("cross", options, async transaction =>
            {
                // The other must have woken up first, or the victim takes the row again that it waits for: a second deadlock.
                if (++attempts > 1) await winner.Task.WaitAsync(Token);
                await transaction.ExecuteAsync(Deposit, Token, order.First, 1);
                await both.ArriveAsync(Token);
                await transaction.ExecuteAsync(Deposit, Token, order.Second, 1);
            }, Token);
            winner.TrySetResult();
            return result;
        }));

        Assert.All(results, result => Assert.True(result.IsCommitted, result.Error));
        Assert.Equal("102, 102", await BalancesAsync(1, 2));
        Assert.Equal(1, bench.Recorded().Query("pg_retries", TagSelector.Of("sqlstate", "40P01")).Sum);
        Assert.Equal(1, bench.Recorded().Query("pg_errors", TagSelector.Of("sqlstate", "40P01")).Sum);
    }

    private static Bench NewBench() => new(new Uri("http://127.0.0.1/"));

    private static LoadRunners.Engine.Scenarios.VirtualUser NewUser(Bench bench) => new(new()
    {
        Scenario = "test",
        Number = 2,
        Target = bench.User.Target,
        Recorder = bench.User.Recorder,
    });

    private NpgsqlDataSource Source(string more)
    {
        // The tests write: the primary only.
        var both = new NpgsqlConnectionStringBuilder(servers.Lab.PostgresConnectionString);
        return NpgsqlDataSource.Create($"Host={both.Host!.Split(',')[0].Split(':')[0]};Port={both.Host.Split(',')[0].Split(':')[1]};Username={both.Username};Database={both.Database};{more}");
    }

    private async Task<string> BalancesAsync(params int[] ids)
    {
        await using var command = _source.CreateCommand("SELECT balance FROM accounts WHERE id = ANY($1) ORDER BY id");
        command.Parameters.Add(new NpgsqlParameter { Value = ids });
        await using var reader = await command.ExecuteReaderAsync(Token);
        List<int> balances = [];
        while (await reader.ReadAsync(Token)) balances.Add(reader.GetInt32(0));
        return string.Join(", ", balances);
    }

    /// <summary>Two meet once; whoever comes later passes.</summary>
    private sealed class Barrier2
    {
        private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;

        public Task ArriveAsync(CancellationToken stop)
        {
            if (Interlocked.Increment(ref _arrived) >= 2) _met.TrySetResult();
            return _met.Task.WaitAsync(stop);
        }
    }
}
