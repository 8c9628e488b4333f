using UpCoach.LoadRunners.Analysis.Generator;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.Reporting.Tests;

public sealed class CertificateRowsTests
{
    [Fact]
    public void Rules_NothingScheduled_AreNotJudged() =>
        Assert.Equal([null, null, null, null, null, true], CertificateRows.Of(new GeneratorCertificate()).Select(row => row.State));

    [Fact]
    public void Rule_Broken_HasReasonAndRemedy()
    {
        var certificate = GeneratorRule.Certify(new GeneratorObservation { CpuRatio = 0.97, Elapsed = TimeSpan.FromSeconds(1) });
        var row = Assert.Single(CertificateRows.Of(certificate), row => row.State == false);
        Assert.Equal("Own CPU", row.Title);
        Assert.NotEqual(("", ""), (row.Reason, row.Remedy));
    }

    [Fact]
    public void Rules_TheEngineKnows_AreAllShown()
    {
        // All broken at once: whatever rule is added to the certificate must appear here too.
        var certificate = GeneratorRule.Certify(new GeneratorObservation
        {
            ScheduleLagP99Ms = 500, ScheduledArrivals = 100, DroppedArrivals = 50, UserSeconds = 100, IterationSeconds = 10, Elapsed = TimeSpan.FromSeconds(10),
            CpuRatio = 1, LongGcPauseSeconds = 5, SocketErrors = 3, LostAgents = ["Runner b was lost"],
        });
        Assert.Equal(certificate.Breaches.Count, CertificateRows.Of(certificate).Count(row => row.State == false));
    }

    [Fact]
    public void LittlesLaw_LargeShareOfNextToNothing_SaysSo() => Assert.Contains(
        CertificateRows.Of(GeneratorRule.Certify(new GeneratorObservation { UserSeconds = 1, IterationSeconds = 0.5, Elapsed = TimeSpan.FromSeconds(10) })),
        row => row.State == true && row.Observed.EndsWith("of less than half a user", StringComparison.Ordinal));
}
