using System.Diagnostics.CodeAnalysis;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>A validated plan, or all that is wrong with it.</summary>
/// <param name="Plan">The plan; null if there are errors.</param>
/// <param name="Errors">Every error; empty if there is a plan.</param>
public sealed record PlanReadResult(LoadPlan? Plan, IReadOnlyList<PlanError> Errors)
{
    /// <summary>Gets whether the plan is valid.</summary>
    [MemberNotNullWhen(true, nameof(Plan))]
    public bool IsValid => Plan is not null;
}
