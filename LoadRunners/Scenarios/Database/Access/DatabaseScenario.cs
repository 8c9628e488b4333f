using Npgsql;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Database.Access;

/// <summary>A user of the database: a part in a pool, and the lab's schema while it needs it.</summary>
internal abstract class DatabaseScenario : IPreparedScenario, IAsyncDisposable
{
    private readonly PoolLease _lease;
    private bool _hasSchema;

    /// <summary>Initializes the user's part in the pool; no connection is opened yet.</summary>
    protected DatabaseScenario(VirtualUser user, LabDatabase database, PoolOptions pool)
    {
        (User, Database) = (user, database);
        Settings = ScenarioSettings.Read(user.Env);
        _lease = database.Lease(pool);
        Session = new PostgresSession(user, _lease.Source);
    }

    /// <summary>Gets the user.</summary>
    protected VirtualUser User { get; }

    /// <summary>Gets what the plan says.</summary>
    protected ScenarioSettings Settings { get; }

    /// <summary>Gets the database.</summary>
    protected LabDatabase Database { get; }

    /// <summary>Gets the user's session on the pool.</summary>
    protected PostgresSession Session { get; }

    /// <summary>Gets the pool.</summary>
    protected NpgsqlDataSource Source => _lease.Source;

    /// <summary>Sees to the schema, then to what the scenario itself prepares.</summary>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        if (!_hasSchema)
        {
            await Database.Schema.AcquireAsync(Database.Primary, stop);
            _hasSchema = true;
        }

        await ReadyAsync(stop);
    }

    /// <inheritdoc/>
    public abstract ValueTask RunIterationAsync(CancellationToken stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _lease.DisposeAsync();
        if (_hasSchema) await Database.Schema.ReleaseAsync();
    }

    /// <summary>Prepares what the scenario needs before the clock starts. Nothing by default.</summary>
    protected virtual ValueTask ReadyAsync(CancellationToken stop) => ValueTask.CompletedTask;

    /// <summary>Closes what the scenario opened itself. Nothing by default.</summary>
    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    /// <summary>Gives a number of the plan's <c>env</c>.</summary>
    protected int Number(string name, int usual) => EnvNumber.Read(User.Env, name, usual);

    /// <summary>Gives a duration of the plan's <c>env</c>.</summary>
    protected TimeSpan Duration(string name, TimeSpan usual) => EnvNumber.ReadDuration(User.Env, name, usual);

    /// <summary>Gives how long a part of an iteration lasts, by the plan's <c>env</c> and <c>--scale-time</c>.</summary>
    protected TimeSpan Length(string name, TimeSpan usual) => EnvNumber.ReadLength(User, name, usual);
}
