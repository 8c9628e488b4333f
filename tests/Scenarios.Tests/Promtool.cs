using System.Diagnostics;
using System.Text.Json;

namespace UpCoach.Scenarios.Tests;

/// <summary>Prometheus' own judge of PromQL.</summary>
internal static class Promtool
{
    /// <summary>Asserts that it accepts queries of a plan; <c>$run</c> stands for the run's length.</summary>
    public static async Task AcceptsAsync(IEnumerable<string> queries, CancellationToken stop)
    {
        var rules = queries.Select((query, n) => $"  - record: query:{n}\n    expr: {JsonSerializer.Serialize(query.Replace("$run", "60s", StringComparison.Ordinal))}");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"groups:\n- name: queries\n  rules:\n{string.Join('\n', rules)}\n", stop);

        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "rules", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await promtool.StandardOutput.ReadToEndAsync(stop) + await promtool.StandardError.ReadToEndAsync(stop);
        await promtool.WaitForExitAsync(stop);
        File.Delete(file);

        Assert.True(promtool.ExitCode == 0, output);
    }
}
