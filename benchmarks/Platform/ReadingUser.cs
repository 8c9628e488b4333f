using System.Globalization;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Benchmarks.Platform;

/// <summary>One request an iteration: the reads of the app and of the content, by turns.</summary>
internal sealed class ReadingUser(VirtualUser user, World world) : IScenario, IAsyncDisposable
{
    private static readonly string[] Paths =
        ["/api/v1/feed", "/api/v1/sessions/today", "/api/v1/goals", "/api/v1/habits", "/api/v1/notifications", "/api/v1/me", "/api/v1/content", "/api/v1/content/tags", "item"];

    private readonly HttpSession http = new(user, world.Http) { BearerToken = world.TokenOf(user) };
    private int turn = user.Number;

    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var path = Paths[turn++ % Paths.Length];
        var name = path;
        if (path == "item")
            path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/content/{1 + user.Random.Next(500)}");
        await http.GetAsync(new Uri(world.TargetOf(user), path).AbsoluteUri, name, stop);
    }

    public ValueTask DisposeAsync() => http.DisposeAsync();
}
