using UpCoach.LoadRunners.Analysis.Generator;

namespace UpCoach.Analysis.Tests;

public sealed class GeneratorRuleTests
{
    private static readonly GeneratorObservation s_good = new()
    {
        ScheduleLagP99Ms = 2,
        ScheduledArrivals = 1000,
        DroppedArrivals = 10,
        UserSeconds = 500,
        IterationSeconds = 495,
        Elapsed = TimeSpan.FromSeconds(10),
        CpuRatio = 0.4,
        LongGcPauseSeconds = 0.1,
    };

    [Fact]
    public void Certificate_PromisesKept_IsValid()
    {
        var certificate = GeneratorRule.Certify(s_good);

        Assert.Empty(certificate.Breaches);
        Assert.Equal((0.99, 0.01, 0.01), (certificate.AchievedRatio, certificate.LittlesLawError, certificate.GcPauseRatio));
    }

    [Fact]
    public void Certificate_DroppedForWantOfUsers_IsVoid() =>
        Breaks(s_good with { DroppedArrivals = 20 }, "achieved-rate", "98.0 %", "more maxVUs");

    [Fact]
    public void Certificate_QueueStillStanding_IsVoid() =>
        Breaks(s_good with { DroppedArrivals = 20, QueuesArrivals = true }, "achieved-rate", "98.0 %", "never emptied");

    [Fact]
    public void Certificate_LateArrivals_IsVoid() => Breaks(s_good with { ScheduleLagP99Ms = 101 }, "schedule-lag", "101 ms", "--agents");

    [Fact]
    public void Certificate_UsersWithoutIterations_IsVoid() =>
        Breaks(s_good with { IterationSeconds = 470 }, "littles-law", "50 users had work, but the measured iterations account for 47", "more CPU");

    [Fact]
    public void Certificate_HalfAUserApart_IsNoBreach() =>
        Assert.Empty(GeneratorRule.Certify(s_good with { UserSeconds = 5, IterationSeconds = 1 }).Breaches);

    [Fact]
    public void Certificate_BusyCpu_IsVoid() => Breaks(s_good with { CpuRatio = 0.81 }, "own-cpu", "81 %", "other machines");

    [Fact]
    public void Certificate_LongPauses_IsVoid() => Breaks(s_good with { LongGcPauseSeconds = 0.2 }, "gc-pause", "2.0 %", "Allocate less");

    [Fact]
    public void Certificate_LongPausesOfTwoProcesses_AreSharedOut() =>
        Assert.Empty(GeneratorRule.Certify(s_good with { LongGcPauseSeconds = 0.2, Processes = 2 }).Breaches);

    [Fact]
    public void Certificate_NoPortsLeft_IsVoid() => Breaks(s_good with { SocketErrors = 1 }, "sockets", "no port or handle", "ip_local_port_range");

    [Fact]
    public void Certificate_LostAgent_IsVoid() => Breaks(s_good with { LostAgents = ["runner-2 was lost"] }, "lost-agent", "runner-2 was lost", "--allow-partial");

    [Fact]
    public void Certificate_NothingScheduled_HasNoRatio()
    {
        var certificate = GeneratorRule.Certify(new GeneratorObservation());

        Assert.Equal((null, null, null), (certificate.AchievedRatio, certificate.LittlesLawError, certificate.GcPauseRatio));
        Assert.Empty(certificate.Breaches);
    }

    [Theory]
    [InlineData(19, 0)]
    [InlineData(21, 1)]
    public void Certificate_NotableLag_IsANote(double lag, int notes) =>
        Assert.Equal(notes, GeneratorRule.Certify(s_good with { ScheduleLagP99Ms = lag, DroppedArrivals = 0 }).Notes.Count);

    [Fact]
    public void Certificate_SharedMachine_IsSaid() =>
        Assert.Contains(GeneratorRule.Certify(s_good with { SharesMachine = true }).Notes, note => note.Contains("share this machine", StringComparison.Ordinal));

    private static void Breaks(GeneratorObservation seen, string rule, string reason, string remedy)
    {
        var certificate = GeneratorRule.Certify(seen);

        var breach = Assert.Single(certificate.Breaches);
        Assert.Equal(rule, breach.Rule);
        Assert.Contains(reason, breach.Reason, StringComparison.Ordinal);
        Assert.Contains(remedy, breach.Remedy, StringComparison.Ordinal);
        Assert.Equal(breach.ToString(), Assert.Single(certificate.VoidReasons));
    }
}
