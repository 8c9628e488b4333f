using System.Runtime.CompilerServices;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Benchmarks.SideBySide;

/// <summary>One GET an iteration.</summary>
internal sealed class GetScenario(VirtualUser user, HttpTransport transport) : IScenario, IAsyncDisposable
{
    private static readonly HttpCall s_call = new(HttpMethod.Get, "/", "get");
    private readonly HttpSession _http = new(user, transport);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask RunIterationAsync(CancellationToken stop) => await _http.SendAsync(s_call, stop).ConfigureAwait(false);

    public ValueTask DisposeAsync() => _http.DisposeAsync();
}
