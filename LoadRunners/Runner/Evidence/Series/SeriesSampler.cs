using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Looks at all sources each second while a run lasts.</summary>
/// <remarks>
/// On a thread of its own, for two reasons: the load of a busy runner can't hold it up, nor it the load; and the thread's CPU time is what the
/// sampling costs, measured.
/// </remarks>
internal sealed class SeriesSampler(IEnumerable<ISeriesSource> sources, IReadOnlyList<StatementStatistics> statements, TimeProvider clock) : IDisposable
{
    private const int MostStatements = 12;

    private readonly List<SourceWatch> _watches = [.. sources.Select(source => new SourceWatch(source))];
    private readonly SeriesBook _book = new();
    private readonly List<string> _notes = [];
    private readonly ManualResetEventSlim _over = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? _thread;
    private List<ServerStatement> _statements = [];
    private double? _cpuRatio;
    private volatile bool _isHurried;

    /// <summary>Begins; rows are counted from the start stamp.</summary>
    public void Start(DateTimeOffset startAt)
    {
        var lead = (startAt - clock.GetUtcNow()).TotalSeconds;
        var zero = clock.GetTimestamp();
        _thread = new Thread(() => Run(zero, lead)) { IsBackground = true, Name = "evidence" };
        _thread.Start();
    }

    /// <summary>Ends, and gives what was seen; null if it was never started.</summary>
    /// <param name="folder">The run's folder; <c>evidence/series.csv</c> is written there.</param>
    /// <param name="stop">Cancelled when a person wants to leave: then the databases are not asked for their statements any more.</param>
    public async Task<ServerSide?> EndAsync(string folder, CancellationToken stop)
    {
        if (_thread is null) return null;
        _isHurried = stop.IsCancellationRequested;
        _over.Set();
        await _ended.Task;
        if (_book.Seconds.Count > 0) SeriesCsv.Write(folder, _book);
        return ServerSides.Of(_book, _statements, [.. _watches.Select(watch => watch.Note).OfType<string>(), .. _notes], _cpuRatio);
    }

    public void Dispose()
    {
        _over.Set();
        if (_thread is not null) _thread.Join();
        _watches.ForEach(watch => watch.Dispose());
        _over.Dispose();
    }

    private void Run(long zero, double lead)
    {
        try
        {
            Note(() => statements.ToList().ForEach(server => server.Begin()));
            Look(Elapsed(zero), book: null);
            var (cpu, begin) = (ThreadCpu.Seconds(), Elapsed(zero));
            // The n-th look is due n seconds after the start stamp; what could not be kept is skipped.
            for (var next = Math.Max(1, Math.Ceiling(begin - lead)); !_over.Wait(Until(zero, lead + next)); next = Math.Max(next + 1, Math.Ceiling(Elapsed(zero) - lead)))
            {
                Look(Elapsed(zero), _book);
                _book.EndSecond(next);
            }

            _book.Complete();
            if (cpu is { } before && ThreadCpu.Seconds() is { } after && Elapsed(zero) > begin) _cpuRatio = (after - before) / (Elapsed(zero) - begin);
            if (!_isHurried) Note(() => _statements = [.. statements.SelectMany(server => server.End()).OrderByDescending(row => row.TotalMs).Take(MostStatements)]);
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private void Look(double now, SeriesBook? book) => _watches.ForEach(watch => watch.Look(now, book));

    private void Note(Action action)
    {
        try
        {
            action();
        }
        catch (Exception problem) // As in SourceWatch: a note, no more.
        {
            _notes.Add($"The databases' statements could not be counted: {Secrets.Hide(problem.Message.ReplaceLineEndings(" "))}");
        }
    }

    private double Elapsed(long zero) => clock.GetElapsedTime(zero).TotalSeconds;

    private TimeSpan Until(long zero, double second) => TimeSpan.FromSeconds(Math.Max(0, second - Elapsed(zero)));
}
