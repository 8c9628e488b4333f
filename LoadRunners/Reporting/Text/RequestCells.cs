using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Text;

/// <summary>The cells of a request's row, the same in every format; each format heads the columns in its own way.</summary>
internal static class RequestCells
{
    /// <summary>Name, requests, rate, failed, p50, p90, p95, p99, max, response p95, gap, waiting p90, dropped.</summary>
    public static string[] Of(RequestRow row) =>
    [
        row.Name,
        Figures.Count(row.Requests),
        Figures.PerSecond(row.RatePerSecond),
        Figures.Percent(row.FailedRatio),
        Figures.Milliseconds(row.Service.P50),
        Figures.Milliseconds(row.Service.P90),
        Figures.Milliseconds(row.Service.P95),
        Figures.Milliseconds(row.Service.P99),
        Figures.Milliseconds(row.Service.Maximum),
        Figures.Milliseconds(row.Response.P95),
        Figures.Milliseconds(row.GapP95),
        Figures.Milliseconds(row.WaitingP90),
        Figures.Count(row.Dropped),
    ];
}
