using UpCoach.LoadRunners.Analysis.Generator;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Text;

/// <summary>The generator's certificate rule by rule, the same in every format.</summary>
public static class CertificateRows
{
    private const string Unscheduled = "nothing was scheduled by time";
    private const string TooShort = "the run was too short to tell";

    /// <summary>Gives all rules, then the agents that were lost.</summary>
    public static IReadOnlyList<CertificateRow> Of(GeneratorCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return
        [
            Row(certificate, "achieved-rate", "Achieved / offered arrivals", certificate.AchievedRatio is null ? Unscheduled : Figures.Percent(certificate.AchievedRatio),
                $"at least {Figures.Percent(GeneratorRule.LeastAchievedRatio)}", certificate.AchievedRatio is not null),
            Row(certificate, "schedule-lag", "Schedule lag p99", certificate.ScheduleLagP99Ms is null ? Unscheduled : Figures.Milliseconds(certificate.ScheduleLagP99Ms),
                $"at most {Figures.Milliseconds(GeneratorRule.MostLagMs)}", certificate.ScheduleLagP99Ms is not null),
            Row(certificate, "littles-law", "Little's law, |N - X R| / N", LittlesLaw(certificate),
                $"at most {Figures.Percent(GeneratorRule.MostLittlesLawError)}", certificate.LittlesLawError is not null),
            Row(certificate, "own-cpu", "Own CPU", certificate.CpuRatio is null ? TooShort : Figures.Percent(certificate.CpuRatio), $"at most {Figures.Percent(GeneratorRule.MostCpuRatio)}", certificate.CpuRatio is not null),
            Row(certificate, "gc-pause", "Long pauses by the garbage collector", certificate.GcPauseRatio is null ? TooShort : Figures.Percent(certificate.GcPauseRatio),
                $"at most {Figures.Percent(GeneratorRule.MostGcPauseRatio)}", certificate.GcPauseRatio is not null),
            Row(certificate, "sockets", "Connections without a port or handle", Figures.Count(certificate.SocketErrors), "none", true),
            .. certificate.Breaches.Where(breach => breach.Rule == "lost-agent")
                .Select(breach => new CertificateRow("Runner lost", "", "none", false, breach.Reason, breach.Remedy)),
        ];
    }

    /// <summary>The mark beside a rule.</summary>
    public static string Mark(bool? state) => state switch { true => "✓", false => "✗", null => "-" };

    private static CertificateRow Row(GeneratorCertificate certificate, string rule, string title, string observed, string limit, bool isJudged)
    {
        var breach = certificate.Breaches.FirstOrDefault(breach => breach.Rule == rule);
        return breach is null
            ? new CertificateRow(title, observed, limit, isJudged ? true : null)
            : new CertificateRow(title, observed, limit, false, breach.Reason, breach.Remedy);
    }

    private static string LittlesLaw(GeneratorCertificate certificate)
    {
        // A large share of next to nothing is no breach; the figure alone would look like one.
        var isSmall = certificate.LittlesLawError > GeneratorRule.MostLittlesLawError && certificate.Breaches.All(breach => breach.Rule != "littles-law");
        return certificate.LittlesLawError is null ? "no user was at work" : Figures.Percent(certificate.LittlesLawError) + (isSmall ? " of less than half a user" : "");
    }
}
