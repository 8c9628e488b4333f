namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>Requests of one name, of one scenario or of the whole run.</summary>
/// <param name="Name">What groups them.</param>
/// <param name="Requests">How many were sent.</param>
/// <param name="RatePerSecond">Requests over the length of the run.</param>
/// <param name="Failed">Those that failed (<c>http_req_failed</c>).</param>
/// <param name="Service">Sent to last byte: what the server took.</param>
/// <param name="Response">Due to last byte: what a user who came on time has waited. Equal to service time where nothing was scheduled.</param>
/// <param name="WaitingP90">Time to first byte, 90th percentile in ms.</param>
/// <param name="Dropped">Iterations of the same scope that were never started: the percentiles beside it don't contain them.</param>
public sealed record RequestRow(
    string Name, long Requests, double RatePerSecond, long Failed, LatencyRow Service, LatencyRow Response, double? WaitingP90, long Dropped)
{
    /// <summary>Failed over sent, 0 to 1; null without a request.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double? FailedRatio => Requests > 0 ? Failed / (double)Requests : null;

    /// <summary>Response p95 less service p95 in ms: what a look at service time alone would hide.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double? GapP95 => Response.P95 - Service.P95;
}
