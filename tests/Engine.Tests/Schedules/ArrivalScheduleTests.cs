using CsCheck;
using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Schedules;

namespace UpCoach.Engine.Tests.Schedules;

[Trait("kind", "law")]
public sealed class ArrivalScheduleTests
{
    private static readonly Gen<Stage[]> s_stages =
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 50], (seconds, target) => new Stage(TimeSpan.FromSeconds(seconds), target)).Array[1, 6];

    [Fact]
    public void Ramp_K6Vector_IsMatchedFromTheSecondArrivalOn()
    {
        // k6's own test vector; its first arrival is our second, and its last one, at the very end, is our none (ADR 0002).
        var schedule = new RampingRateSchedule(0, [new(Seconds(5), 1), new(Seconds(1), 1), new(Seconds(5), 0)]);

        Assert.Equal(
            [0, 3.162, 4.472, 5.500, 6.527, 7.837],
            All(schedule).Select(due => Math.Floor(due.TotalMilliseconds + 1e-3) / 1000)); // k6's vector is cut to milliseconds
    }

    [Fact]
    public void Constant_FirstArrival_IsAtZeroAndTheLastBeforeTheEnd()
    {
        var all = All(new ConstantRateSchedule(3, Seconds(2))).ToList();

        Assert.Equal(6, all.Count);
        Assert.Equal(TimeSpan.Zero, all[0]);
        Assert.Equal(5 / 3.0, all[^1].TotalSeconds, 1e-6);
    }

    [Fact]
    public void AnyConstantRate_EqualsTheRampBetweenEqualRates() => Gen.Select(Gen.Double[0.1, 500], Gen.Int[1, 20]).Sample((rate, seconds) =>
    {
        var constant = All(new ConstantRateSchedule(rate, Seconds(seconds))).ToList();
        var ramp = All(new RampingRateSchedule(rate, [new(Seconds(seconds), rate)])).ToList();
        Assert.Equal(constant.Count, ramp.Count);
        Assert.All(constant.Zip(ramp), pair => Assert.True((pair.First - pair.Second).Duration() < TimeSpan.FromMicroseconds(10)));
    }, iter: 50);

    [Fact]
    public void AnyRamp_DueTimes_NeverFall() => Gen.Select(Gen.Int[0, 50], s_stages).Sample((start, stages) =>
    {
        var all = All(new RampingRateSchedule(start, stages)).ToList();
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
        Assert.All(all, due => Assert.True(due <= TimeSpan.FromTicks(stages.Sum(stage => stage.Duration.Ticks))));
    });

    [Fact]
    public void AnyRamp_NumberOfArrivals_IsTheIntegralRoundedUp() => Gen.Select(Gen.Int[0, 50], s_stages).Sample((start, stages) =>
        Assert.Equal((int)Math.Ceiling(Earned(start, stages, double.MaxValue) - 1e-6), All(new RampingRateSchedule(start, stages)).Count()));

    [Fact]
    public void AnyRamp_AtItsDueTime_NWholeArrivalsAreEarned() => Gen.Select(Gen.Int[0, 50], s_stages).Sample((start, stages) =>
    {
        foreach (var (n, due) in All(new RampingRateSchedule(start, stages)).Index())
        {
            Assert.Equal(n, Earned(start, stages, due.TotalSeconds), 1e-3);
        }
    });

    [Fact]
    public void Ramp_ZeroRateStage_HasNoArrivalAndTheNextBeginsAtItsEnd()
    {
        var schedule = new RampingRateSchedule(0, [new(Seconds(10), 0), new(Seconds(0), 2), new(Seconds(1), 2)]);

        Assert.Equal([10, 10.5], All(schedule).Select(due => due.TotalSeconds));
    }

    [Fact]
    public void Ramp_AllZero_HasNoArrival() => Assert.Empty(All(new RampingRateSchedule(0, [new(Seconds(10), 0)])));

    // The integral of the rate, straight from its definition.
    private static double Earned(double start, Stage[] stages, double until)
    {
        var (earned, begin, rate) = (0.0, 0.0, start);
        foreach (var stage in stages)
        {
            var seconds = stage.Duration.TotalSeconds;
            var x = Math.Clamp(until - begin, 0, seconds);
            if (seconds > 0) earned += rate * x + (stage.Target - rate) * x * x / (2 * seconds);
            begin += seconds;
            rate = stage.Target;
        }

        return earned;
    }

    private static IEnumerable<TimeSpan> All(IArrivalSchedule schedule)
    {
        for (var n = 0L; schedule.TryGetDue(n, out var due); n++)
        {
            yield return due;
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
