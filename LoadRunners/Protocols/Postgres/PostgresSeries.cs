using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>The series of a statement or transaction, looked up once.</summary>
internal sealed class PostgresSeries
{
    private readonly MetricRecorder _recorder;
    private readonly TagSet _tags;
    private readonly int _duration;
    private readonly int _response;
    private readonly int _poolWait;
    private readonly int _failed;
    private readonly int _rows;
    private readonly ConcurrentDictionary<string, int> _errors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _retries = new(StringComparer.Ordinal);

    private PostgresSeries(MetricRecorder recorder, TagSet userTags, string name)
    {
        (_recorder, _tags) = (recorder, userTags.With(TagNames.Name, name));
        _duration = recorder.Series.Find(PostgresMetrics.QueryDuration, _tags);
        _response = recorder.Series.Find(PostgresMetrics.QueryResponse, _tags);
        _poolWait = recorder.Series.Find(PostgresMetrics.PoolWait, _tags);
        _failed = recorder.Series.Find(PostgresMetrics.QueryFailed, _tags);
        _rows = recorder.Series.Find(PostgresMetrics.Rows, _tags);
    }

    public static PostgresSeries Of(MetricRecorder recorder, TagSet userTags, string name) =>
        SeriesCache<PostgresSeries>.Get(recorder, userTags, name, static (one, tags, of) => new(one, tags, of));

    public void Waited(TimeSpan wait) => _recorder.Trend(_poolWait, wait);

    public void Ran(Latency latency, long rows, string? sqlState)
    {
        using (var batch = _recorder.OpenBatch())
        {
            batch.Trend(_duration, latency.Service);
            batch.Trend(_response, latency.Response);
            batch.Rate(_failed, sqlState is not null);
            batch.Count(_rows, rows);
        }

        if (sqlState is not null) Failed(sqlState);
    }

    public void Failed(string sqlState) => _recorder.Count(_errors.GetOrAdd(sqlState, Find, PostgresMetrics.Errors));

    public void Retried(string sqlState) => _recorder.Count(_retries.GetOrAdd(sqlState, Find, PostgresMetrics.Retries));

    public void Ended(PostgresTransactionResult result)
    {
        var series = _recorder.Series;
        using var batch = _recorder.OpenBatch();
        batch.Trend(series.Find(PostgresMetrics.TransactionDuration, _tags), result.Duration);
        batch.Trend(series.Find(PostgresMetrics.TransactionResponse, _tags), result.ResponseTime);
        batch.Rate(series.Find(PostgresMetrics.TransactionFailed, _tags), !result.IsCommitted);
    }

    private int Find(string sqlState, MetricDefinition metric) => _recorder.Series.Find(metric, _tags.With(PostgresMetrics.SqlStateTag, sqlState));
}
