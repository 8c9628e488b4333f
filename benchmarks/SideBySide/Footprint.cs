using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Benchmarks.SideBySide;

/// <summary>What a virtual user holds in managed memory: made, with a session, and with a connection after a request.</summary>
internal static class Footprint
{
    private const int Users = 5000;

    public static async Task RunAsync(Uri target)
    {
        using var transport = new HttpTransport();
        var recorder = new MetricRecorder();
        var call = new HttpCall(HttpMethod.Get, "/", "get");
        await new HttpSession(User(0), transport).SendAsync(call, CancellationToken.None);
        await Task.Yield();
        var memory = GC.GetTotalMemory(forceFullCollection: true);

        var users = Enumerable.Range(1, Users).Select(User).ToArray();
        memory = Print("user", memory);
        var sessions = users.Select(user => new HttpSession(user, transport)).ToArray();
        memory = Print("session", memory);
        foreach (var session in sessions)
        {
            await session.SendAsync(call, CancellationToken.None);
        }

        await Task.Yield();
        memory = Print("connection", memory);
        var thoughts = users.Select(user => user.ThinkAsync(TimeSpan.FromSeconds(2), CancellationToken.None).AsTask()).ToArray();
        Print("thought", memory);
        await Task.WhenAll(thoughts);
        GC.KeepAlive(sessions);

        VirtualUser User(int number) => new(new VirtualUserOptions { Scenario = "get", Number = number, Target = target, Recorder = recorder });
    }

    private static long Print(string what, long before)
    {
        var now = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {(now - before) / Users} B"));
        return now;
    }
}
