using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;

namespace UpCoach.Benchmarks.Platform;

/// <summary>What all virtual users share.</summary>
internal sealed class World(Lab lab, string[] tokens, TimeSpan ramp) : IDisposable
{
    public HttpTransport Http { get; } = new();

    public EventStreamTransport Streams { get; } = new();

    public ConsistencyLedger Ledger { get; } = new();

    public TimeSpan Ramp => ramp;

    public Uri TargetOf(VirtualUser user) => lab.Target(user.Number);

    public string TokenOf(VirtualUser user) => tokens[user.Number % tokens.Length];

    public void Dispose()
    {
        Http.Dispose();
        Streams.Dispose();
    }
}
