using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Steps;

namespace UpCoach.LoadRunners.Runner;

/// <summary>The scenarios that this runner is built with. Another one is a line here.</summary>
internal static class RunnerCatalog
{
    /// <summary>The HTTP client of all virtual users of this process; it lives as long as the process does.</summary>
    public static HttpTransport Transport { get; } = new();

    /// <summary>The request's scenarios, and one that fits any system.</summary>
    public static ScenarioCatalog Default { get; } = new([.. UpCoachScenarios.Catalog(Transport, LabOfThisProcess()).Definitions, HttpGetScenario.Definition(Transport)])
    {
        Inline = new StepsReader(Transport),
    };

    private static LabServices LabOfThisProcess() => new(RunnerContext.EnvironmentOfThisProcess());
}
