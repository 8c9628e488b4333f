namespace UpCoach.Hosting.LocalImages;

/// <summary>Asks a running program whether it serves.</summary>
public interface IReadinessProbe
{
    /// <summary>Asks once, with a time limit of its own (2 s).</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the program serves. A refused connection is false, never an exception.</returns>
    Task<bool> IsReadyAsync(CancellationToken cancellation);
}
