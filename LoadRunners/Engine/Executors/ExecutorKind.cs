using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>An executor that plans can name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">Reads its own options; the common ones are read by the caller.</param>
internal sealed record ExecutorKind(string Name, Func<ScenarioReader, ScenarioOptions> Read);
