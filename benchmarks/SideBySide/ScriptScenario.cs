using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Benchmarks.SideBySide;

/// <summary>What k6 users write: two requests with their names, a check on each. Nothing in it is tuned.</summary>
internal sealed class ScriptScenario(VirtualUser user, HttpTransport transport) : IScenario, IAsyncDisposable
{
    private readonly HttpSession _http = new(user, transport);

    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var home = await _http.GetAsync("/", "home", stop);
        user.Check("home is 200", home.Status == 200);
        var page = await _http.GetAsync($"/items/{user.Random.Next(1000)}", "item", stop);
        user.Check("item is 200", page.Status == 200);
    }

    public ValueTask DisposeAsync() => _http.DisposeAsync();
}
