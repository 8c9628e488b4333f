using System.Text.Json;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Evidence;

/// <summary>Prometheus' instant query.</summary>
internal static class PrometheusQuery
{
    /// <summary>Asks once.</summary>
    /// <param name="client">Its timeout is the patience with Prometheus.</param>
    /// <param name="prometheus">Where Prometheus is.</param>
    /// <param name="promQl">The question.</param>
    /// <param name="stop">Gives up, which is an answer that did not come in time.</param>
    /// <returns>The values; none, with the reason, where there is no number.</returns>
    public static async Task<(IReadOnlyList<EvidenceValue> Values, string? Problem)> AskAsync(
        HttpClient client, Uri prometheus, string promQl, CancellationToken stop)
    {
        try
        {
            var address = new Uri(prometheus, "api/v1/query?query=" + Uri.EscapeDataString(promQl));
            using var response = await client.GetAsync(address, stop);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(stop));
            var values = PrometheusAnswer.Read(answer.RootElement, out var problem);
            return (values, problem);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException)
        {
            return ([], failure is OperationCanceledException ? "Prometheus did not answer in time" : $"Prometheus did not answer: {failure.Message}");
        }
    }
}
