namespace UpCoach.MockUpCoach.Analytics;

/// <summary>What is going on right now. Cheap enough to be asked every second by one process for everybody.</summary>
public interface ILiveFigures
{
    /// <summary>Reads the figures of this moment in one statement.</summary>
    /// <param name="stop">Gives up the read.</param>
    /// <returns>The figures; zeros while nothing has happened yet.</returns>
    ValueTask<LiveFigures> ReadAsync(CancellationToken stop);
}
