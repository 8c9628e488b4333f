using System.Diagnostics;

namespace UpCoach.EndToEnd.Tests;

/// <summary>Waits for conditions, never for time.</summary>
internal static class Poll
{
    /// <summary>Asks <paramref name="condition"/> again and again until it holds.</summary>
    /// <exception cref="TimeoutException">It did not hold by the deadline; the message is <paramref name="reason"/>'s.</exception>
    public static async Task UntilAsync(Func<bool> condition, TimeSpan deadline, Func<string> reason)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > deadline)
            {
                throw new TimeoutException($"After {deadline.TotalSeconds:0} s: {reason()}");
            }

            await LabProcess.PauseAsync();
        }
    }
}
