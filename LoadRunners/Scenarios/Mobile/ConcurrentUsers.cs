using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Mobile;

/// <summary>
/// Everybody uses the app at the same time, one <see cref="AppVisit">visit</see> after the other. How many were served at one instant?
/// </summary>
/// <remarks>
/// <code>
/// start        + RAMP (5 s)     + HOLD / 2          + HOLD (20 s)
/// | they come ... | all are active ... | the instant ... | end
/// </code>
/// A user counts at the instant if all its answers before and after it were right, and there were some on both sides. Nobody coordinates the users of
/// several processes: all begin at one stamp, and the sum over them is the number. The users of a process share <c>PEOPLE</c> accounts (500).
/// </remarks>
internal sealed class ConcurrentUsers(VirtualUser user, UpCoachClient api, SharedAccounts accounts) : IPreparedScenario, IAsyncDisposable
{
    /// <summary>The users that were served at the instant.</summary>
    public static readonly MetricDefinition Served = new("users_at_once", MetricKind.Counter);

    private readonly MobileApp _app = new(user, api);
    private readonly TimeSpan _think = ScenarioSettings.Read(user.Env).Think;
    private readonly TimeSpan _ramp = EnvNumber.ReadLength(user, "RAMP", TimeSpan.FromSeconds(5));
    private readonly TimeSpan _hold = EnvNumber.ReadLength(user, "HOLD", TimeSpan.FromSeconds(20));
    private readonly int _people = EnvNumber.Read(user.Env, "PEOPLE", 500);

    /// <summary>Signs in before the clock starts.</summary>
    public async ValueTask PrepareAsync(CancellationToken stop) => await SignInAsync(stop);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var start = user.Due;
        await user.ThinkAsync(_ramp * user.Random.NextDouble(), stop);
        var instant = _ramp + (_hold / 2);
        var (before, after) = (0, 0);
        while (user.Clock.GetElapsedTime(start) < _ramp + _hold)
        {
            foreach (var action in AppVisit.Actions(user.Random))
            {
                if (user.Clock.GetElapsedTime(start) >= _ramp + _hold) break;
                if (await SignInAsync(stop)) await action(_app, stop);
                if (user.Clock.GetElapsedTime(start) < instant) before++;
                else after++;
                await user.ThinkAsync(_think, stop);
            }
        }

        user.Count(Served.Name, before > 0 && after > 0 && api.Failures == 0 ? 1 : 0);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => api.DisposeAsync();

    private async ValueTask<bool> SignInAsync(CancellationToken stop) =>
        user.Check("app: is signed in", (api.AccessToken = await accounts.TokenAsync(user, api, _people, stop)) is not null);
}
