using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Steering;

/// <summary>Steers the externally controlled scenario of a run from the keyboard; each member gets the whole test's numbers and takes its share.</summary>
internal sealed class RunSteering(LoadPlan plan, IReadOnlyList<IRunMember> members)
{
    /// <summary>The keys, as they are shown.</summary>
    public const string Keys = "p pause   r resume   + more users   - fewer users";

    private readonly LoadControl _control = new(plan);

    /// <summary>Gets whether the plan has anything to steer.</summary>
    public bool CanSteer => _control.CanControl;

    /// <summary>Gets what is asked for now.</summary>
    public LoadControlState State => _control.State;

    /// <summary>Does what a key asks for.</summary>
    /// <returns>True when anything changed.</returns>
    public async Task<bool> PressAsync(char key, CancellationToken stop)
    {
        if (!CanSteer)
        {
            return false;
        }

        var before = State;
        // One user more or fewer among a few; a tenth among many.
        var step = Math.Max(1, before.Vus / 10);
        switch (char.ToLowerInvariant(key))
        {
            case 'p':
                _control.Pause();
                break;
            case 'r':
                _control.Resume();
                break;
            case '+' or '=':
                _control.Scale(Math.Min(before.MaxVus, before.Vus + step));
                break;
            case '-' or '_':
                _control.Scale(Math.Max(0, before.Vus - step));
                break;
        }

        if (State == before)
        {
            return false;
        }

        await Task.WhenAll(members.Select(member => member.SteerAsync(State, stop)));
        return true;
    }
}
