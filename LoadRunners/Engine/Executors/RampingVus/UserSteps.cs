namespace UpCoach.LoadRunners.Engine.Executors.RampingVus;

/// <summary>When which user of the whole test starts and stops. Pure.</summary>
/// <remarks>
/// In a stage of duration T from a to b users, the i-th change (i = 1..|b - a|) is at T * i / |b - a|: the last one at the stage's end, as in k6.
/// The user with the greatest number starts last and stops first, so a user's number says when it is there.
/// </remarks>
internal static class UserSteps
{
    public static IEnumerable<UserStep> Of(RampingVusOptions options)
    {
        for (var index = 0; index < options.StartVus; index++)
        {
            yield return new UserStep(TimeSpan.Zero, index, IsStart: true);
        }

        var users = options.StartVus;
        var begin = TimeSpan.Zero;
        foreach (var stage in options.Stages)
        {
            var (from, to) = (users, (int)stage.Target);
            var changes = Math.Abs(to - from);
            for (var i = 1; i <= changes; i++)
            {
                var at = begin + TimeSpan.FromTicks((long)((Int128)stage.Duration.Ticks * i / changes));
                yield return to > from ? new UserStep(at, from + i - 1, IsStart: true) : new UserStep(at, from - i, IsStart: false);
            }

            users = to;
            begin += stage.Duration;
        }
    }
}
