using System.Globalization;
using System.Runtime.CompilerServices;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Runner;

/// <summary>Fetches one path of any system: what a first plan against somebody else's service needs.</summary>
/// <remarks>Reads from the plan's <c>env</c>: <c>PATH</c> (<c>/</c> by default) and <c>THINK_MS</c> (0 by default).</remarks>
internal sealed class HttpGetScenario : IScenario, IAsyncDisposable
{
    private readonly VirtualUser _user;
    private readonly HttpSession _session;
    private readonly HttpCall _call;
    private readonly TimeSpan _think;

    private HttpGetScenario(VirtualUser user, HttpTransport transport)
    {
        (_user, _session) = (user, new HttpSession(user, transport));
        var path = user.Env.GetValueOrDefault("PATH", "/");
        _call = new HttpCall(HttpMethod.Get, path, $"GET {path}");
        _think = TimeSpan.FromMilliseconds(double.Parse(user.Env.GetValueOrDefault("THINK_MS", "0"), CultureInfo.InvariantCulture));
    }

    public static ScenarioDefinition Definition(HttpTransport transport) =>
        new("http_get", "GET of one path (env PATH, THINK_MS) of any system", user => new HttpGetScenario(user, transport));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var result = await _session.SendAsync(_call, stop).ConfigureAwait(false);
        _user.Check("status is 2xx", result.IsSuccess);
        await _user.ThinkAsync(_think, stop).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
