using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Benchmarks.Platform;

/// <summary>One message to everybody an iteration.</summary>
internal sealed class Broadcaster(VirtualUser user, World world) : IScenario, IAsyncDisposable
{
    private static readonly byte[] Message = """{"data":{"kind":"notice","text":"Your coach has shared a new plan for the week with everybody."}}"""u8.ToArray();

    private readonly HttpSession http = new(user, world.Http) { BearerToken = world.TokenOf(user) };

    public async ValueTask RunIterationAsync(CancellationToken stop) =>
        await http.PostJsonAsync(new Uri(world.TargetOf(user), "/api/v1/realtime/broadcast").AbsoluteUri, "broadcast", Message, stop);

    public ValueTask DisposeAsync() => http.DisposeAsync();
}
