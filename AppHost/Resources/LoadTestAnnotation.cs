namespace UpCoach.AppHost.Resources;

/// <summary>Marks the coordinator.</summary>
/// <param name="token">The secret that the runners ask for.</param>
/// <param name="results">Where the run's files go.</param>
internal sealed class LoadTestAnnotation(IResourceBuilder<ParameterResource> token, ResultsFolder results) : IResourceAnnotation
{
    /// <summary>Gets the secret that the runners ask for.</summary>
    public IResourceBuilder<ParameterResource> Token { get; } = token;

    /// <summary>Gets the processes that carry out the plan.</summary>
    public IList<IResourceBuilder<ProjectResource>> Runners { get; } = [];

    /// <summary>Gets where the run's files go.</summary>
    public ResultsFolder Results { get; } = results;
}
