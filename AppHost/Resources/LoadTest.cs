using System.Globalization;

namespace UpCoach.AppHost.Resources;

/// <summary>The load test: one coordinator and the runners that share the load.</summary>
internal static class LoadTest
{
    /// <summary>Adds the coordinator of the plan that the command line names.</summary>
    public static IResourceBuilder<ProjectResource> AddLoadTest(this IDistributedApplicationBuilder builder, string name, LabCommandLine lab)
    {
        var results = builder.ExecutionContext.IsPublishMode
            ? ResultsFolder.Published
            : ResultsFolder.Next(builder.AppHostDirectory, lab.PlanName, TimeProvider.System);
        var token = builder.AddParameter($"{name}-token", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
        var loadTest = builder.AddProject<Projects.Runner>(name)
            .WithArgs(["coordinate", lab.Plan, "--out", results.Path, "--topology", results.TopologyFile, .. lab.PlanChanges])
            .WithEnvironment("RUNNER_TOKEN", token)
            .WithAnnotation(new LoadTestAnnotation(token, results));
        return lab.HasPlan ? loadTest : loadTest.WithExplicitStart();
    }

    /// <summary>Adds processes that carry out the plan, each an equal part of it.</summary>
    public static IResourceBuilder<ProjectResource> WithRunners(this IResourceBuilder<ProjectResource> loadTest, int count)
    {
        var test = AnnotationOf(loadTest);
        for (var number = 1; number <= count; number++)
        {
            var runner = loadTest.ApplicationBuilder
                .AddProject<Projects.Runner>(string.Create(CultureInfo.InvariantCulture, $"runner-{number}"))
                .WithArgs("agent")
                .WithHttpEndpoint()
                .WithHttpHealthCheck("/health")
                .WithEnvironment("RUNNER_TOKEN", test.Token)
                .WithParentRelationship(loadTest);
            loadTest.WithReference(runner).WaitFor(runner);
            test.Runners.Add(runner);
        }

        return loadTest;
    }

    /// <summary>Tells coordinator and runners how a database or cache is reached that scenarios speak to directly. It is not waited for.</summary>
    public static IResourceBuilder<ProjectResource> WithServer(
        this IResourceBuilder<ProjectResource> loadTest, IResourceBuilder<IResourceWithConnectionString> server) =>
        loadTest.ForAll(program => program.WithReference(server));

    /// <summary>Tells coordinator and runners where a service is that scenarios speak to directly. It is not waited for.</summary>
    public static IResourceBuilder<ProjectResource> WithService(
        this IResourceBuilder<ProjectResource> loadTest, IResourceBuilder<ProjectResource> service) =>
        loadTest.ForAll(program => program.WithReference(service));

    /// <summary>Lets scenarios start, stop and kill resources of the lab.</summary>
    public static IResourceBuilder<ProjectResource> WithControl(this IResourceBuilder<ProjectResource> loadTest, LabControl control) =>
        loadTest.ForAll(control.Tell);

    /// <summary>Lets scenarios tell the nodes of a content delivery network to forget something.</summary>
    public static IResourceBuilder<ProjectResource> WithPurging(
        this IResourceBuilder<ProjectResource> loadTest, IResourceBuilder<ParameterResource> purgeToken) =>
        loadTest.ForAll(program => program.WithPurgeToken(purgeToken));

    /// <summary>Adds a server that the load is aimed at; runners take them in turn.</summary>
    public static IResourceBuilder<ProjectResource> WithTarget(
        this IResourceBuilder<ProjectResource> loadTest, IResourceBuilder<ProjectResource> target) => loadTest.WithReference(target).WaitFor(target);

    /// <summary>Names the server that is asked for evidence at the end; it watches the runners too.</summary>
    public static IResourceBuilder<ProjectResource> WithEvidence(
        this IResourceBuilder<ProjectResource> loadTest, IResourceBuilder<PrometheusResource> prometheus)
    {
        foreach (var runner in AnnotationOf(loadTest).Runners)
        {
            prometheus.WithScrapeTarget("runner", runner);
        }

        return loadTest.WithReference(prometheus).WaitFor(prometheus);
    }

    private static IResourceBuilder<ProjectResource> ForAll(this IResourceBuilder<ProjectResource> loadTest, Action<IResourceBuilder<ProjectResource>> tell)
    {
        foreach (var program in AnnotationOf(loadTest).Runners.Prepend(loadTest))
        {
            tell(program);
        }

        return loadTest;
    }

    private static LoadTestAnnotation AnnotationOf(IResourceBuilder<ProjectResource> loadTest) =>
        loadTest.Resource.Annotations.OfType<LoadTestAnnotation>().Single();
}
