namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>Where an agent listens, and its names for things.</summary>
internal static class AgentRoutes
{
    public const string Prefix = "/control";
    public const string Clock = Prefix + "/clock";
    public const string Prepare = Prefix + "/prepare";
    public const string Start = Prefix + "/start";
    public const string Steer = Prefix + "/steer";
    public const string Stop = Prefix + "/stop";
}
