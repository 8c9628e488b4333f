using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>A row of a judge test: a fault, and the targets that must fail by it, and no others.</summary>
/// <param name="targets">Their ids in order, apart by blanks: the test's first argument.</param>
/// <param name="fault">The test's other arguments.</param>
/// <remarks>What the rows of all tests name is the register of what was proved: <see cref="ProvedTargetTests"/>.</remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class FailsAttribute(string targets, params object?[] fault) : DataAttribute
{
    /// <summary>Gets the ids.</summary>
    public IReadOnlyList<string> Targets { get; } = targets.Split(' ');

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
        => new([new TheoryDataRow([targets, .. fault])]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
