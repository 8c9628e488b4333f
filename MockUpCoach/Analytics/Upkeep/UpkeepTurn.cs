namespace UpCoach.MockUpCoach.Analytics.Upkeep;

/// <summary>What the holder of the turn finds.</summary>
/// <param name="HasHistory">False on a database that nobody derived a history for.</param>
/// <param name="HasFigures">False before the first refresh.</param>
internal sealed record UpkeepTurn(bool HasHistory, bool HasFigures);
