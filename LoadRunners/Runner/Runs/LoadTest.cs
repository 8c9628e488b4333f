using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.ServerMetrics;
using UpCoach.LoadRunners.Reporting.Building;
using UpCoach.LoadRunners.Reporting.Files;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Runner.Evidence;
using UpCoach.LoadRunners.Runner.Evidence.Series;
using UpCoach.LoadRunners.Runner.Machine;
using UpCoach.LoadRunners.Runner.Outputs;
using UpCoach.LoadRunners.Runner.Progress;
using UpCoach.LoadRunners.Runner.Progress.Live;
using UpCoach.LoadRunners.Runner.Steering;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>A whole load test: members in, result folder and exit code out.</summary>
internal sealed class LoadTest(RunnerContext context, LoadTestOptions options)
{
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(3);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code of the verdict.</returns>
    public async Task<int> RunAsync(IReadOnlyList<IRunMember> members, CancellationToken stop)
    {
        var plan = options.Plan.Plan;
        await using var outputs = new OutputSet(context, options.Outputs);
        foreach (var target in members.Select(member => member.Target).Distinct())
        {
            await Discovery.TargetProbe.CheckAsync(target, context.Clock, stop);
        }

        var folder = RunDirectory.Create(options.OutputFolder is { } chosen
            ? Path.GetFullPath(chosen, context.WorkingDirectory)
            : Path.Combine(context.WorkingDirectory, "results", RunDirectory.NameOf(context.Clock.GetUtcNow(), options.Plan.Name)));
        IReadOnlyList<MetricDefinition> metrics = [.. context.Catalog.Definitions.SelectMany(definition => definition.Metrics)];
        var run = new OutputRun(Path.GetFileName(folder.Path), plan, metrics);
        await outputs.OpenAsync(run, stop);
        using var logs = new HdrLogs(folder.Path, plan.Scenarios.Select(scenario => scenario.Name));
        using var handler = new SocketsHttpHandler();
        using var serverMetrics = new PrometheusServerMetrics(options.Prometheus, handler);
        var watch = new ServerMetricWatch(plan.ServerMetrics, serverMetrics);
        List<string> blindSpots = [];
        using var sampler = SeriesSources.Sampler(context, options, members, blindSpots);
        var steering = new RunSteering(plan, members);
        IProgressView? progress = null;
        var sessionOptions = new LoadSessionOptions
        {
            AllowPartial = options.AllowPartial,
            Clock = context.Clock,
            ServerSamples = watch.Samples,
            CustomMetrics = metrics,
            OnStart = start =>
            {
                run.StartedAt = start;
                logs.Begin(start);
                sampler.Start(start);
            },
            // A short run has no other sample; somebody who wants to leave waits for none.
            OnEnd = () => stop.IsCancellationRequested ? Task.CompletedTask : watch.AskAsync(stop),
            OnSecond = (second, where) =>
            {
                logs.Append(second);
                outputs.Take(second);
                progress!.Write(second, where);
            },
        };
        using var session = new LoadSession(plan, members, sessionOptions);
        progress = ProgressViews.Of(context, options, members, session, steering);
        LoadSessionResult result;
        try
        {
            await PrepareAsync(session, stop);
            Rehearsal.Run(plan, members, sessionOptions);
            stop.ThrowIfCancellationRequested();
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var beside = Task.WhenAll(watch.RunAsync(context.Clock, over.Token), WatchKeysAsync(steering, progress, over.Token));
            result = await session.RunAsync(stop);
            await over.CancelAsync();
            await beside;
        }
        finally
        {
            progress.Finish();
        }

        logs.Complete(session.Store);
        var serverSide = await sampler.EndAsync(folder.Path, stop);
        if (serverSide is not null) serverSide = serverSide with { Notes = [.. serverSide.Notes, .. blindSpots] };
        string[] notes = [.. await outputs.CloseAsync(stop), .. serverMetrics.Problems];
        return await FinishAsync(folder, session, result, members, serverSide, notes, stop);
    }

    // Hundreds of users may sign in first: after some seconds silence looks like a hang.
    private async Task PrepareAsync(LoadSession session, CancellationToken stop)
    {
        var preparing = session.PrepareAsync(stop);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var isSlow = await Task.WhenAny(preparing, Task.Delay(s_silence, context.Clock, over.Token)) != preparing;
        if (isSlow && !options.IsQuiet && !stop.IsCancellationRequested) await context.Out.WriteLineAsync("preparing users; the clock starts when all are ready");
        await over.CancelAsync();
        await preparing;
    }

    // Keys only steer where the run is shown live: elsewhere they are meant for somebody else.
    private Task WatchKeysAsync(RunSteering steering, IProgressView progress, CancellationToken stop) =>
        context.ReadKey is { } read && steering.CanSteer && progress is LiveConsole
            ? new KeyWatch(steering, read, progress.Refresh).RunAsync(context.Clock, stop)
            : Task.CompletedTask;

    private async Task<int> FinishAsync(
        RunDirectory folder, LoadSession session, LoadSessionResult result, IReadOnlyList<IRunMember> members, ServerSide? serverSide,
        IReadOnlyList<string> problems, CancellationToken stop)
    {
        using var handler = new SocketsHttpHandler();
        using var evidence = new PrometheusEvidence(options.Prometheus, handler);
        var (topology, topologyProblem) = TopologyFile.Read(options.TopologyFile);
        // Answers are not waited for once somebody wants to leave: what was measured is written at once.
        var answers = await evidence.AskAsync(options.Plan.Plan.Evidence, result.Elapsed, stop);
        var report = RunReportBuilder.Build(RunRecords.Of(options, session, result, members) with
        {
            Evidence = answers,
            ServerSide = serverSide,
            Topology = topology,
            Notes = [.. options.Plan.Notes, .. options.Notes, .. RunRecords.Notes(result, options.AllowPartial), .. problems, .. new[] { topologyProblem }.OfType<string>()],
        });
        folder.Write(report);
        folder.MarkLatest();
        var stepProblem = StepSummary.Append(context, report);
        await RunPrinter.PrintAsync(
            context, report, options.IsQuiet,
            [.. result.Errors.Select(error => $"a scenario threw: {error}"), .. result.Lost.Select(lost => lost.ToString()), .. problems, .. new[] { stepProblem }.OfType<string>()],
            Path.Combine(folder.Path, "report.html"));
        return report.Verdict.ExitCode;
    }
}
