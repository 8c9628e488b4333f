using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests;

/// <summary>Where the API under test runs: in this process, or as the published program that <c>UPCOACH_API_PROGRAM</c> names.</summary>
internal sealed class ApiProgram : IAsyncDisposable
{
    private readonly WebApplication? app;
    private readonly Process? process;

    private ApiProgram(WebApplication? app, Process? process, Uri address) => (this.app, this.process, Address) = (app, process, address);

    private static string? Program => Environment.GetEnvironmentVariable("UPCOACH_API_PROGRAM");

    /// <summary>True if the API is another process.</summary>
    public static bool IsElsewhere => !string.IsNullOrEmpty(Program);

    public Uri Address { get; }

    /// <summary>What the API is composed of; a test that asks for it is skipped where the API is another process.</summary>
    public IServiceProvider Services
    {
        get
        {
            Assert.SkipWhen(app is null, "This test looks inside the API, which is another process.");
            return app!.Services;
        }
    }

    public static async Task<ApiProgram> StartAsync(string[] settings)
    {
        if (Program is { Length: > 0 } program)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take(1)[0]}");
            var process = Process.Start(new ProcessStartInfo(program, [$"--urls={address}", .. settings]))!;
            await Eventually.HealthyAsync(new Uri($"{address}/health"), "the API is ready");
            return new ApiProgram(null, process, new Uri(address));
        }

        var app = await UpCoachApplication.CreateAsync(["--urls=http://127.0.0.1:0", .. settings]);
        await app.StartAsync();
        return new ApiProgram(app, null, new Uri(app.Urls.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (process is not null)
        {
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
