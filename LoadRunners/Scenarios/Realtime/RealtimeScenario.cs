using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Client;

namespace UpCoach.LoadRunners.Scenarios.Realtime;

/// <summary>What all realtime scenarios do alike: a signed-in person, an iteration whose parts are due at moments after its start.</summary>
internal abstract class RealtimeScenario(VirtualUser user, RealtimeTools tools) : IPreparedScenario, IAsyncDisposable
{
    private readonly UpCoachClient _api = tools.Client(user);
    private long _begin;

    protected VirtualUser User => user;

    protected RealtimeTools Tools => tools;

    protected RealtimeSettings Settings { get; } = RealtimeSettings.Read(user);

    /// <summary>Gets the access token of this iteration.</summary>
    protected string Token { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop) => await tools.People.TokenAsync(user, _api, Settings.People, stop);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        _begin = user.Due;
        var token = await tools.People.TokenAsync(user, _api, Settings.People, stop);
        user.Check("realtime: is signed in", token is not null);
        Token = token ?? "";
        user.Due = user.Clock.GetTimestamp();
        await RunAsync(stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _api.DisposeAsync();

    /// <summary>Runs one iteration. Who could not be signed in goes on without a token, and what follows fails and counts.</summary>
    protected abstract Task RunAsync(CancellationToken stop);

    /// <summary>Gives how long it is until a moment of the iteration; zero if it is past.</summary>
    /// <param name="moment">Counted from the iteration's start.</param>
    protected TimeSpan Until(TimeSpan moment) => moment - user.Clock.GetElapsedTime(_begin) is { Ticks: > 0 } rest ? rest : TimeSpan.Zero;

    /// <summary>Waits for a moment of the iteration.</summary>
    protected Task WaitUntilAsync(TimeSpan moment, CancellationToken stop) => Task.Delay(Until(moment), user.Clock, stop);

    /// <summary>Makes a second actor of this user, who acts while the user listens; one user does one thing at a time.</summary>
    protected VirtualUser Companion() => user.Beside(user.Number);
}
