namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>This machine's clock, which a test puts forward: what takes a minute by it takes no time. Timers are the machine's own.</summary>
internal sealed class StepClock : TimeProvider
{
    private long _ahead;

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency;

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _ahead);

    /// <summary>Puts the clock forward, for everybody who reads it.</summary>
    public void Skip(TimeSpan time) => Interlocked.Add(ref _ahead, (long)(time.TotalSeconds * TimestampFrequency));
}
