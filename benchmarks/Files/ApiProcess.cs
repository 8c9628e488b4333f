using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using UpCoach.Testing;

namespace UpCoach.Benchmarks.Files;

/// <summary>The API as its build left it, or as it was published, in a process of its own, with a folder of files that is deleted with it.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;
    private readonly Uri address;

    private ApiProcess(Process process, string folder, Uri address) => (this.process, this.folder, this.address) = (process, folder, address);

    public int Id => process.Id;

    public TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<ApiProcess> StartAsync(LabServers servers, string? program)
    {
        var folder = Directory.CreateTempSubdirectory("upcoach-files-bench-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}");

        // artifacts/bin/Files/<configuration> is beside artifacts/bin/MockUpCoach/<configuration>.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var start = new ProcessStartInfo(program ?? Path.Combine(here.Parent!.Parent!.FullName, "MockUpCoach", here.Name, "UpCoach.MockUpCoach"));
        start.Environment["ASPNETCORE_URLS"] = address.AbsoluteUri;
        start.Environment["ConnectionStrings__upcoachdb"] = servers.PostgresConnectionString;
        start.Environment["ConnectionStrings__cache"] = servers.RedisConnectionString;
        start.Environment["UpCoach__Files__Root"] = folder;
        start.Environment["UpCoach__Files__DrawSeed"] = "false";
        start.Environment["UpCoach__Seed__ContentItems"] = "1000";
        start.Environment["UpCoach__Seed__CheckIns"] = "1000";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Warning";
        var api = new ApiProcess(Process.Start(start)!, folder, address);
        await Eventually.HealthyAsync(new Uri(address, "/health"), "the API is ready");
        return api;
    }

    public async Task<HttpClient> SignInAsync()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await MobileSignIn.AccessTokenAsync(client, 1));
        return client;
    }

    /// <summary>Asks the API's own metrics for what its garbage collector holds.</summary>
    public async Task<long> CommittedHeapAsync()
    {
        using var client = new HttpClient { BaseAddress = address };
        var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var line = metrics.Split('\n').First(line => line.StartsWith("dotnet_gc_last_collection_memory_committed_size_bytes", StringComparison.Ordinal));
        return (long)double.Parse(line.Split('}')[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
