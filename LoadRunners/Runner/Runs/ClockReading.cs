namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>A member's clock against ours.</summary>
/// <param name="Offset">Its clock less ours.</param>
/// <param name="Error">The offset is wrong by this much at most: half the round trip in which it was measured.</param>
internal sealed record ClockReading(TimeSpan Offset, TimeSpan Error);
