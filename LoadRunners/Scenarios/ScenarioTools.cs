using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.LoadRunners.Scenarios;

/// <summary>What scenarios are made with.</summary>
/// <param name="Transport">The HTTP client that all users of this process share; its owner disposes it after the run.</param>
/// <param name="Lab">The services besides the target that this process knows.</param>
internal sealed record ScenarioTools(HttpTransport Transport, LabServices Lab)
{
    /// <summary>Makes a user's client of the API.</summary>
    public UpCoachClient Client(VirtualUser user) => new(new HttpSession(user, Transport));
}
