using System.Globalization;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Evidence;

/// <summary>Asks Prometheus the plan's questions at the end of a run. A question that fails is "no data", never a failed run.</summary>
internal sealed class PrometheusEvidence(Uri? prometheus, HttpMessageHandler handler) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly HttpClient _client = new(handler) { Timeout = Patience };

    /// <summary>Asks all questions.</summary>
    /// <param name="queries">The questions; <c>$run</c> in them is replaced by the run's length.</param>
    /// <param name="elapsed">The run's length.</param>
    /// <param name="stop">Gives the rest up.</param>
    public async Task<IReadOnlyList<EvidenceRow>> AskAsync(IReadOnlyList<EvidenceQuery> queries, TimeSpan elapsed, CancellationToken stop)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(elapsed.TotalSeconds)).ToString(CultureInfo.InvariantCulture) + "s";
        return await Task.WhenAll(queries.Select(query => AskAsync(query, query.Query.Replace("$run", seconds, StringComparison.Ordinal), stop)));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<EvidenceRow> AskAsync(EvidenceQuery query, string promQl, CancellationToken stop)
    {
        var row = new EvidenceRow(query.Name, query.Title, query.Unit, promQl, []);
        if (prometheus is null)
        {
            return row with { Problem = "no Prometheus was given" };
        }

        var (values, problem) = await PrometheusQuery.AskAsync(_client, prometheus, promQl, stop);
        return row with { Values = values, Problem = problem };
    }
}
