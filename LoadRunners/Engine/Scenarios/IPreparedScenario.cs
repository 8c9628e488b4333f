namespace UpCoach.LoadRunners.Engine.Scenarios;

/// <summary>A scenario that has something to do before the clock starts: sign in, open a connection, load test data.</summary>
public interface IPreparedScenario : IScenario
{
    /// <summary>Prepares this virtual user. Nothing that is recorded here counts.</summary>
    /// <param name="stop">Cancelled when the run is given up before it began.</param>
    ValueTask PrepareAsync(CancellationToken stop);
}
