using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios.Api;
using UpCoach.LoadRunners.Scenarios.Database;
using UpCoach.LoadRunners.Scenarios.Cache;
using UpCoach.LoadRunners.Scenarios.Cdn;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Realtime;
using UpCoach.LoadRunners.Scenarios.Uploads;

namespace UpCoach.LoadRunners.Scenarios;

/// <summary>The scenarios of the performance request, a folder a group.</summary>
public static class UpCoachScenarios
{
    /// <summary>Lists the scenarios.</summary>
    /// <param name="transport">The HTTP client that all their users share; the caller disposes it after the run.</param>
    /// <param name="lab">The services besides the target that this process knows; none if null.</param>
    public static ScenarioCatalog Catalog(HttpTransport transport, LabServices? lab = null)
    {
        var tools = new ScenarioTools(transport, lab ?? new LabServices(new Dictionary<string, string>()));
        return new ScenarioCatalog([
            .. ApiScenarios.Definitions(tools),
            .. RealtimeScenarios.Definitions(tools),
            .. UploadScenarios.Definitions(tools),
            .. DatabaseScenarios.Definitions(tools),
            .. CacheScenarios.Definitions(tools),
            .. CdnScenarios.Definitions(tools),
        ]);
    }
}
