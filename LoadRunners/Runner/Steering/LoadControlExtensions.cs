using UpCoach.LoadRunners.Engine.Running;

namespace UpCoach.LoadRunners.Runner.Steering;

/// <summary>Brings a member's control to a state.</summary>
internal static class LoadControlExtensions
{
    /// <summary>Sets it; of a plan without an externally controlled scenario, does nothing.</summary>
    public static void Set(this LoadControl control, LoadControlState state)
    {
        if (!control.CanControl)
        {
            return;
        }

        control.Scale(state.Vus, state.MaxVus);
        if (state.IsPaused)
        {
            control.Pause();
        }
        else
        {
            control.Resume();
        }
    }
}
