namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>The agent's clock.</summary>
/// <param name="UtcTicks">Its UTC time in ticks.</param>
/// <param name="Cores">Processors of its machine.</param>
internal sealed record ClockReply(long UtcTicks, int Cores);
