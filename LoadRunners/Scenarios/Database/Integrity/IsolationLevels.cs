using System.Data;
using Npgsql;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Integrity;

/// <summary>Tries every anomaly at every isolation level, one of the twenty an iteration, and compares with <see cref="IsolationRules"/>: what is allowed must be seen too.</summary>
internal sealed class IsolationLevels : DatabaseScenario
{
    private static readonly (IsolationLevel Level, Anomaly Anomaly)[] s_experiments =
        [.. from level in IsolationRules.Levels from anomaly in Enum.GetValues<Anomaly>() select (level, anomaly)];

    private readonly Func<IsolationLevel, IsolationLevel> _levelOf;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public IsolationLevels(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool)
    {
        // A server that gives less than it was asked for, to see that it is found out.
        var weakest = user.Env.GetValueOrDefault("WEAKEN") == "yes";
        _levelOf = level => weakest ? IsolationLevel.ReadCommitted : level;
    }

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var (level, anomaly) = s_experiments[(User.Iteration + User.Number) % s_experiments.Length];
        var expected = IsolationRules.Allows(level, anomaly);
        var tags = TagSet.Empty.With("level", level.ToString()).With("anomaly", anomaly.ToString());
        try
        {
            var isSeen = await new IsolationExperiment(Source, _levelOf(level)).IsSeenAsync(anomaly, stop);
            User.Rate(DatabaseMetrics.IsolationAsDocumented.Name, User.Check($"isolation: {anomaly} at {level} {(expected ? "happens" : "is prevented")}", isSeen == expected), tags);
        }
        catch (NpgsqlException) when (!stop.IsCancellationRequested)
        {
            User.Check("isolation: the experiment can be made", false);
        }

        await User.ThinkAsync(Settings.Think, stop);
    }
}
