using System.Globalization;

namespace UpCoach.AppHost.Resources;

/// <summary>One run from the start of the topology to the exit code.</summary>
/// <remarks>
/// Whatever happens first decides: a resource fails (1), the host is told to stop (105), the load ends (its own exit code). Then, unless the lab
/// stays up for its observer, everything is stopped.
/// </remarks>
internal sealed class LoadTestRun(DistributedApplication app, LabCommandLine lab, long begin)
{
    private const int LastLines = 20;

    // Far beyond the target of 10 s: a machine under other load still gets its verdict.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LogLimit = TimeSpan.FromSeconds(2);

    private readonly DistributedApplicationModel _model = app.Services.GetRequiredService<DistributedApplicationModel>();
    private readonly ResourceLoggerService _loggers = app.Services.GetRequiredService<ResourceLoggerService>();
    private readonly TopologyWatch _watch = new(
        app.ResourceNotifications,
        app.Services.GetRequiredService<DistributedApplicationModel>(),
        app.Services.GetRequiredService<CommandedEnds>(),
        begin);

    private readonly bool _isTerminal = !Console.IsOutputRedirected && !Console.IsInputRedirected
        && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    private Task _printing = Task.CompletedTask;

    private IResource LoadTest => _model.Resources.Single(resource => resource.Annotations.OfType<LoadTestAnnotation>().Any());

    private ResultsFolder Results => LoadTest.Annotations.OfType<LoadTestAnnotation>().Single().Results;

    /// <summary>Runs.</summary>
    /// <returns>The exit code of the contract.</returns>
    public async Task<int> RunAsync()
    {
        Results.Create();
        using var end = new CancellationTokenSource();
        using var stopped = new CancellationTokenSource();
        var told = WhenToldToStop();
        var watching = _watch.FollowAsync(end.Token);
        var logging = ResourceLogFiles.FollowAsync(app, Results.Logs, stopped.Token, end.Token);
        try
        {
            return await RunAsync(told).ConfigureAwait(false);
        }
        finally
        {
            await StopAsync().ConfigureAwait(false);
            await stopped.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(Task.WhenAll(logging, _printing), Task.Delay(LogLimit, TimeProvider.System)).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(watching, logging).ConfigureAwait(false);
        }
    }

    private async Task<int> RunAsync(Task told)
    {
        Console.WriteLine($"results: {Results.Path}");
        var limit = Task.Delay(StartLimit, TimeProvider.System);
        await StartAsync(Task.WhenAny(_watch.Failed, told, limit)).ConfigureAwait(false);
        await Task.WhenAny(_watch.Healthy, _watch.Failed, told, limit).ConfigureAwait(false);
        if (told.IsCompleted)
        {
            return ExitCode.Interrupted;
        }

        if (_watch.Failed.IsCompleted)
        {
            return await ShowFailureAsync().ConfigureAwait(false);
        }

        if (!_watch.Healthy.IsCompleted)
        {
            Console.Error.WriteLine($"error: not healthy after {StartLimit.TotalSeconds} s: {string.Join(", ", _watch.NotHealthy)}");
            return ExitCode.LabFailed;
        }

        var startup = await _watch.Healthy.ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"topology healthy in {startup.TotalSeconds:0.0} s"));
        Console.WriteLine($"lab control: {app.Services.GetRequiredService<LabControlAddress>().Url}");
        TopologyFile.Write(Results.TopologyFile, startup, _watch.Statuses);
        var verdict = lab.HasPlan ? await FollowLoadAsync(told).ConfigureAwait(false) : ExitCode.Pass;
        return lab.Exit || !_isTerminal || told.IsCompleted || _watch.Failed.IsCompleted
            ? verdict
            : await StayUpAsync(told, verdict).ConfigureAwait(false);
    }

    // Gives the start up when it has no prospect any more, so that what is said about it stands below the last picture of the table.
    private async Task StartAsync(Task hopeless)
    {
        using var giveUp = new CancellationTokenSource();
        var starting = app.StartAsync(giveUp.Token);
        await Task.WhenAny(starting, hopeless).ConfigureAwait(false);
        if (!starting.IsCompleted)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
        }

        try
        {
            await starting.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested || hopeless.IsCompleted)
        {
        }
    }

    private async Task<int> FollowLoadAsync(Task told)
    {
        _printing = PrintLoadTestAsync();
        await Task.WhenAny(_watch.LoadEnded, _watch.Failed, told).ConfigureAwait(false);
        if (_watch.LoadEnded.IsCompleted)
        {
            var ended = await _watch.LoadEnded.ConfigureAwait(false);
            await Task.WhenAny(_printing, Task.Delay(LogLimit, TimeProvider.System)).ConfigureAwait(false);
            return ended.Snapshot?.ExitCode ?? await ShowFailureAsync(ended).ConfigureAwait(false);
        }

        return _watch.Failed.IsCompleted ? await ShowFailureAsync().ConfigureAwait(false) : ExitCode.Interrupted;
    }

    private async Task PrintLoadTestAsync()
    {
        var screen = new ProgressScreen(Console.Out, _isTerminal);
        await foreach (var batch in _loggers.WatchAsync(LoadTest).ConfigureAwait(false))
        {
            foreach (var line in batch)
            {
                screen.Write(ProgressScreen.WithoutTimestamp(line.Content));
            }
        }
    }

    private async Task<int> StayUpAsync(Task told, int verdict)
    {
        foreach (var status in _watch.Statuses.Where(status => status.Snapshot?.Urls.Length > 0))
        {
            Console.WriteLine($"  {status.Resource.Name,-20} {string.Join(' ', status.Snapshot!.Urls.Select(url => url.Url))}");
        }

        Console.WriteLine("Ctrl+C to stop");
        await Task.WhenAny(told, _watch.Failed).ConfigureAwait(false);
        return told.IsCompleted || !_watch.Failed.IsCompleted ? verdict : await ShowFailureAsync().ConfigureAwait(false);
    }

    private async Task<int> ShowFailureAsync() => await ShowFailureAsync(await _watch.Failed.ConfigureAwait(false)).ConfigureAwait(false);

    private async Task<int> ShowFailureAsync(ResourceStatus failed)
    {
        var exitCode = failed.Snapshot?.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $" with exit code {code}") : "";
        Console.Error.WriteLine($"error: {failed.Resource.Name} is {failed.State}{exitCode}; the run is void. {failed.Fact("note")}".TrimEnd());
        await foreach (var lines in _loggers.GetAllAsync(failed.Resource).ConfigureAwait(false))
        {
            foreach (var line in lines.TakeLast(LastLines))
            {
                Console.Error.WriteLine($"  {failed.Resource.Name} | {line.Content}");
            }
        }

        Console.Error.WriteLine($"logs: {Results.Logs}");
        return ExitCode.LabFailed;
    }

    private async Task StopAsync()
    {
        var stopping = TimeProvider.System.GetTimestamp();
        await app.StopAsync().ConfigureAwait(false);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"topology stopped in {TimeProvider.System.GetElapsedTime(stopping).TotalSeconds:0.0} s"));
    }

    private Task WhenToldToStop()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => told.TrySetResult());
        return told.Task;
    }
}
