namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>What a frame of an agent's stream holds.</summary>
internal enum FrameKind : byte
{
    /// <summary>An interval, as the engine writes it.</summary>
    Interval = (byte)'I',

    /// <summary>Where the agent is, as JSON; it is also the sign of life.</summary>
    Progress = (byte)'P',

    /// <summary>The end of the run, as JSON.</summary>
    Result = (byte)'R',

    /// <summary>The agent failed: a message in UTF-8.</summary>
    Problem = (byte)'E',
}
