namespace UpCoach.MockUpCoach.Data;

/// <summary>What the last poll of one server said.</summary>
/// <param name="IsStandby">False for the primary.</param>
/// <param name="Position">Replayed up to here (a standby), written up to here (the primary).</param>
/// <param name="CaughtUpAt">When it last held all that the primary had at the poll before; a time stamp of the clock.</param>
internal sealed record HostPosition(bool IsStandby, WalPosition Position, long CaughtUpAt);
