using System.Globalization;
using System.Net;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests;

/// <summary>One API on Kestrel and a port of its own.</summary>
public sealed class ApiInstance : IAsyncDisposable
{
    private readonly ApiProgram program;

    private ApiInstance(ApiProgram program)
    {
        this.program = program;
        Client = CreateClient();
    }

    public Uri Address => program.Address;

    /// <summary>A client that is not signed in and follows no redirect.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => program.Services;

    public static async Task<ApiInstance> StartAsync(string name, string database, string redis, string files, params string[] more)
    {
        var program = await ApiProgram.StartAsync([
            $"--OTEL_SERVICE_NAME={name}",
            $"--ConnectionStrings:upcoachdb={database}",
            $"--ConnectionStrings:cache={redis}",
            string.Create(CultureInfo.InvariantCulture, $"--UpCoach:Seed:Users={ApiFixture.Users}"),
            string.Create(CultureInfo.InvariantCulture, $"--UpCoach:Seed:ContentItems={ApiFixture.ContentItems}"),
            string.Create(CultureInfo.InvariantCulture, $"--UpCoach:Seed:CheckIns={ApiFixture.CheckIns}"),
            "--UpCoach:WarmUpRounds=1",
            $"--UpCoach:Files:Root={files}",
            "--UpCoach:Files:DrawSeed=false",
            .. more,
        ]);
        var instance = new ApiInstance(program);
        await instance.ReadyAsync();
        return instance;
    }

    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Address };

    public Task ReadyAsync() => Eventually.TrueAsync(async () =>
    {
        using var health = await Client.GetAsync(new Uri("/health", UriKind.Relative));
        return health.StatusCode == HttpStatusCode.OK;
    }, "the API is ready");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await program.DisposeAsync();
    }
}
