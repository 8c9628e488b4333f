using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database;

/// <summary>The request's phase 2: the database under load, under stress, true under load, copied, and without its primary.</summary>
internal static class DatabaseScenarios
{
    public const string Group = "database";

    public static IEnumerable<ScenarioDefinition> Definitions(ScenarioTools tools)
    {
        var database = new LabDatabase(tools.Lab);
        return [
            .. DatabaseLoadScenarios.Definitions(database),
            .. DatabaseStressScenarios.Definitions(database),
            .. DatabaseIntegrityScenarios.Definitions(database, tools.Lab),
        ];
    }
}
