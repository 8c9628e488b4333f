using UpCoach.LoadRunners.Engine.Executors.ExternallyControlled;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>Steers the externally controlled scenario of a run, as k6's <c>pause</c>, <c>resume</c> and <c>scale</c> do. Safe for concurrent use.</summary>
/// <remarks>Numbers are the whole test's: each agent gets the same call, and its segment takes its share.</remarks>
public sealed class LoadControl
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _change = new(); // under _lock
    private LoadControlState _state; // under _lock

    /// <summary>Initializes the control of a plan's run.</summary>
    public LoadControl(LoadPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var scenario = plan.Scenarios.OfType<ExternallyControlledOptions>().FirstOrDefault();
        CanControl = scenario is not null;
        _state = new LoadControlState(IsPaused: false, scenario?.Vus ?? 0, scenario?.MaxVus ?? 0);
    }

    /// <summary>Gets whether the plan has an externally controlled scenario.</summary>
    public bool CanControl { get; }

    /// <summary>Gets what is asked for now.</summary>
    public LoadControlState State
    {
        get
        {
            lock (_lock) return _state;
        }
    }

    internal Task NextChange
    {
        get
        {
            lock (_lock) return _change.Task;
        }
    }

    /// <summary>Lets users end their iterations and begin no more.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to control.</exception>
    public void Pause() => Set(state => state with { IsPaused = true });

    /// <summary>Lets users go on.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to control.</exception>
    public void Resume() => Set(state => state with { IsPaused = false });

    /// <summary>Sets the number of users.</summary>
    /// <param name="vus">0 or more, at most <paramref name="maxVus"/>; null to leave it.</param>
    /// <param name="maxVus">The new most, up to a million; null to leave it.</param>
    /// <exception cref="InvalidOperationException">There is nothing to control.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range; nothing has changed.</exception>
    public void Scale(int? vus, int? maxVus = null) => Set(state =>
    {
        var next = state with { Vus = vus ?? state.Vus, MaxVus = maxVus ?? state.MaxVus };
        ArgumentOutOfRangeException.ThrowIfNegative(next.Vus, nameof(vus));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(next.Vus, next.MaxVus, nameof(vus));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(next.MaxVus, ExternallyControlledOptions.MostVus, nameof(maxVus));
        return next;
    });

    private void Set(Func<LoadControlState, LoadControlState> change)
    {
        if (!CanControl) throw new InvalidOperationException($"The plan has no scenario with the executor {ExternallyControlledOptions.ExecutorName}.");
        TaskCompletionSource changed;
        lock (_lock)
        {
            _state = change(_state);
            (changed, _change) = (_change, new TaskCompletionSource());
        }

        // Outside of the lock: the executor goes on in this very call.
        changed.TrySetResult();
    }
}
