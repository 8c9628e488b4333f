namespace UpCoach.LoadRunners.Engine.Scenarios;

/// <summary>What one virtual user does in one iteration. Each virtual user has an instance of its own, used by one iteration at a time.</summary>
/// <remarks>An instance that is also <see cref="IPreparedScenario"/> is prepared before the clock starts; one that is disposable is disposed at the end.</remarks>
public interface IScenario
{
    /// <summary>Runs one iteration to its end.</summary>
    /// <param name="stop">Cancelled when the iteration may not go on; the iteration then throws and counts as interrupted.</param>
    ValueTask RunIterationAsync(CancellationToken stop);
}
