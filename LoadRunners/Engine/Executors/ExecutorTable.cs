using UpCoach.LoadRunners.Engine.Executors.ConstantArrivalRate;
using UpCoach.LoadRunners.Engine.Executors.ConstantVus;
using UpCoach.LoadRunners.Engine.Executors.ExternallyControlled;
using UpCoach.LoadRunners.Engine.Executors.PerVuIterations;
using UpCoach.LoadRunners.Engine.Executors.RampingArrivalRate;
using UpCoach.LoadRunners.Engine.Executors.RampingVus;
using UpCoach.LoadRunners.Engine.Executors.SharedIterations;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>All executors. One more is a folder and a line here.</summary>
internal static class ExecutorTable
{
    public static IReadOnlyList<ExecutorKind> All { get; } =
    [
        new(SharedIterationsOptions.ExecutorName, SharedIterationsOptions.Read),
        new(PerVuIterationsOptions.ExecutorName, PerVuIterationsOptions.Read),
        new(ConstantVusOptions.ExecutorName, ConstantVusOptions.Read),
        new(RampingVusOptions.ExecutorName, RampingVusOptions.Read),
        new(ConstantArrivalRateOptions.ExecutorName, ConstantArrivalRateOptions.Read),
        new(RampingArrivalRateOptions.ExecutorName, RampingArrivalRateOptions.Read),
        new(ExternallyControlledOptions.ExecutorName, ExternallyControlledOptions.Read),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];
}
