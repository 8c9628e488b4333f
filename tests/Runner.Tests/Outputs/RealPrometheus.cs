using System.Diagnostics;
using System.Text.Json;
using UpCoach.Testing;

namespace UpCoach.Runner.Tests.Outputs;

/// <summary>Prometheus itself, taking remote writes. It ends with this process, whatever ends that.</summary>
public sealed class RealPrometheus : IAsyncLifetime
{
    // The shell reads the pipe from this process; when that closes, it ends what it started.
    private const string Script = """
        "$@" > log 2>&1 &
        cat > /dev/null
        kill -9 $!
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("upcoach-prometheus-").FullName;
    private readonly HttpClient _client = new();
    private Process? _shell;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePorts.Take(1)[0]}");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "prometheus.yml"), "global: {}\n");
        _shell = Process.Start(new ProcessStartInfo("sh", ["-c", Script, "sh", "prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data",
            $"--web.listen-address={Address.Authority}", "--web.enable-remote-write-receiver"])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
        })!;
        await Eventually.TrueAsync(IsReadyAsync, "Prometheus to be ready");
    }

    /// <summary>Asks at an instant.</summary>
    public async Task<IReadOnlyList<(JsonElement Labels, double Value)>> QueryAsync(string query, DateTimeOffset? at = null)
    {
        var time = at is { } instant ? $"&time={instant.ToUnixTimeMilliseconds() / 1000.0}" : "";
        using var answer = JsonDocument.Parse(await _client.GetStringAsync(new Uri(Address, $"/api/v1/query?query={Uri.EscapeDataString(query)}{time}")));
        return
        [
            .. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray()
                .Select(series => (series.GetProperty("metric").Clone(), double.Parse(series.GetProperty("value")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture))),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _shell!.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(Address, "/-/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
