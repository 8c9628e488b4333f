using System.Globalization;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Runs the steps of a plan, one after the other.</summary>
/// <remarks>An iteration ends where a value that later steps need is missing: they would ask for something else than the plan says.</remarks>
internal sealed class StepScenario : IScenario, IAsyncDisposable
{
    private readonly VirtualUser _user;
    private readonly HttpSession _session;
    private readonly IReadOnlyList<Step> _steps;
    private readonly DataFeed? _data;
    private readonly string?[] _values;

    public StepScenario(VirtualUser user, HttpTransport transport, IReadOnlyList<Step> steps, DataFeed? data, VariableNames names)
    {
        (_user, _session, _steps, _data) = (user, new HttpSession(user, transport), steps, data);
        _values = new string?[names.All.Count];
        foreach (var (name, value) in user.Env)
        {
            if (names.TryFind(name, out var slot))
                _values[slot] = value;
        }
    }

    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        Begin();
        foreach (var step in _steps)
        {
            using var answer = new StepAnswer(await _session.SendAsync(step.CallFor(_values), stop).ConfigureAwait(false));
            // First: the step's own checks may name what it finds.
            var isComplete = Extract(step, answer);
            foreach (var check in step.Checks)
                _user.Check(check.Name, check.Holds(answer, _values));
            if (!isComplete)
                return;
            await _user.ThinkAsync(step.Think, stop).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    // In the order of VariableNames.BuiltIn.
    private void Begin()
    {
        _values[0] = _user.Number.ToString(CultureInfo.InvariantCulture);
        _values[1] = _user.Iteration.ToString(CultureInfo.InvariantCulture);
        Span<byte> random = stackalloc byte[16];
        _user.Random.NextBytes(random);
        _values[2] = new Guid(random).ToString();
        _data?.Fill(_user, _values);
    }

    private bool Extract(Step step, StepAnswer answer)
    {
        var isComplete = true;
        foreach (var extraction in step.Extractions)
        {
            _values[extraction.Slot] = extraction.Source.Find(answer);
            isComplete &= _user.Check(extraction.CheckName, _values[extraction.Slot] is not null);
        }

        return isComplete;
    }
}
