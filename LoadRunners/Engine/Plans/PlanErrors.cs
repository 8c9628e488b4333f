namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Gathers everything that is wrong with a plan.</summary>
public sealed class PlanErrors
{
    private readonly List<PlanError> _errors = [];

    /// <summary>Gets all of them, in the order they were found.</summary>
    public IReadOnlyList<PlanError> All => _errors;

    /// <summary>Adds one.</summary>
    /// <param name="path">Its place in the plan.</param>
    /// <param name="message">What is wrong, and what would be right.</param>
    public void Add(string path, string message) => _errors.Add(new PlanError(path, message));
}
