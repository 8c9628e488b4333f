using System.Globalization;

namespace UpCoach.LoadRunners.Analysis.Generator;

/// <summary>Certifies the generator, or voids the run with reason and remedy.</summary>
/// <remarks>
/// The limits are those of the saturation rules in docs/math.md. An arrival that waits for a user (<c>"busy": "queue"</c>) is no fault of the
/// generator: its wait is in the response time. Only what still waited at the end was dropped, and only that breaks the achieved rate.
/// </remarks>
public static class GeneratorRule
{
    /// <summary>Least share of the scheduled arrivals that must have begun.</summary>
    public const double LeastAchievedRatio = 0.99;

    /// <summary>Greatest |N - X R| / N.</summary>
    public const double MostLittlesLawError = 0.05;

    /// <summary>Least |N - X R| that counts: below half a user, the law is about the hand-over of single iterations, which schedule lag judges.</summary>
    public const double LeastLittlesLawGap = 0.5;

    /// <summary>Generator CPU above which latencies contain the generator's own waiting.</summary>
    public const double MostCpuRatio = 0.80;

    /// <summary>Shortest run whose CPU and pauses can be told: before, the start of the run itself is most of it.</summary>
    public static readonly TimeSpan LeastElapsedForShares = TimeSpan.FromSeconds(1);

    /// <summary>Schedule lag p99 in ms above which arrivals no longer follow the plan.</summary>
    public const double MostLagMs = 100;

    /// <summary>Schedule lag in ms from which it is worth a note: it is inside the response time, not the service time.</summary>
    public const double NotableLagMs = 20;

    /// <summary>Greatest share of the run in long pauses: with more, the 99th percentile can be the collector's.</summary>
    public const double MostGcPauseRatio = 0.01;

    /// <summary>Certifies the generator.</summary>
    public static GeneratorCertificate Certify(GeneratorObservation seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var tellsShares = seen.Elapsed >= LeastElapsedForShares;
        var cpu = tellsShares ? seen.CpuRatio : null;
        double? pauses = tellsShares ? seen.LongGcPauseSeconds / seen.Elapsed.TotalSeconds / Math.Max(1, seen.Processes) : null;
        return new GeneratorCertificate
        {
            ScheduleLagP99Ms = seen.ScheduleLagP99Ms,
            AchievedRatio = AchievedRatio(seen),
            LittlesLawError = seen.UserSeconds > 0 ? Math.Abs(seen.UserSeconds - seen.IterationSeconds) / seen.UserSeconds : null,
            CpuRatio = cpu,
            GcPauseRatio = pauses,
            SocketErrors = seen.SocketErrors,
            SharesMachine = seen.SharesMachine,
            Breaches = [.. seen.LostAgents.Select(lost => new GeneratorBreach("lost-agent", lost, "Find out why it ended and run again, or judge the rest with --allow-partial.")), .. Breaches(seen, cpu, pauses)],
            Notes = [.. Notes(seen)],
        };
    }

    private static double? AchievedRatio(GeneratorObservation seen) => seen.ScheduledArrivals > 0
        ? Math.Clamp((seen.ScheduledArrivals - seen.DroppedArrivals) / (double)seen.ScheduledArrivals, 0, 1)
        : null;

    private static IEnumerable<GeneratorBreach> Breaches(GeneratorObservation seen, double? cpu, double? pauses)
    {
        if (AchievedRatio(seen) is { } achieved and < LeastAchievedRatio)
        {
            yield return new GeneratorBreach(
                "achieved-rate",
                Text($"{achieved * 100:0.0} % of the planned arrivals were begun; at least {LeastAchievedRatio * 100:0} % are needed."),
                seen.QueuesArrivals
                    ? "The queue never emptied: the target, or maxVUs, is too small for this rate."
                    : "Give the scenario more maxVUs, or let arrivals wait with \"busy\": \"queue\", so that their wait counts.");
        }

        if (seen.ScheduleLagP99Ms > MostLagMs)
        {
            yield return new GeneratorBreach(
                "schedule-lag",
                Text($"1 in 100 arrivals began {seen.ScheduleLagP99Ms:0.#} ms late or more; at most {MostLagMs:0} ms are allowed."),
                "Lower the rate, add generators (--agents), or take other work off the generator's machine.");
        }

        var gap = seen.Elapsed > TimeSpan.Zero ? Math.Abs(seen.UserSeconds - seen.IterationSeconds) / seen.Elapsed.TotalSeconds : 0;
        if (gap > LeastLittlesLawGap && gap * seen.Elapsed.TotalSeconds > MostLittlesLawError * seen.UserSeconds)
        {
            yield return new GeneratorBreach(
                "littles-law",
                Text($"{seen.UserSeconds / seen.Elapsed.TotalSeconds:0.#} users had work, but the measured iterations account for ")
                    + Text($"{seen.IterationSeconds / seen.Elapsed.TotalSeconds:0.#} (throughput x duration): more than {MostLittlesLawError * 100:0} % apart."),
                "The generator kept users waiting between iterations: give it more CPU, or add generators (--agents).");
        }

        if (cpu > MostCpuRatio)
        {
            yield return new GeneratorBreach(
                "own-cpu",
                Text($"The generator used {cpu * 100:0} % of its CPU; above {MostCpuRatio * 100:0} % latencies are its own waiting."),
                "Lower the load, do less work in the scenario, or add generators (--agents) on other machines.");
        }

        if (pauses > MostGcPauseRatio)
        {
            yield return new GeneratorBreach(
                "gc-pause",
                Text($"The garbage collector stopped the generator for long in {pauses * 100:0.0} % of the run; at most {MostGcPauseRatio * 100:0} % are allowed."),
                "Allocate less in the scenario, discard response bodies, or add generators (--agents).");
        }

        if (seen.SocketErrors > 0)
        {
            yield return new GeneratorBreach(
                "sockets",
                Text($"{seen.SocketErrors:#,0} connections failed because the generator's machine had no port or handle left."),
                "Reuse connections, raise net.ipv4.ip_local_port_range and the limit of open files (ulimit -n), or add generators (--agents) on other machines.");
        }
    }

    private static IEnumerable<string> Notes(GeneratorObservation seen)
    {
        if (seen.SharesMachine)
        {
            yield return "Lab, system and generator share this machine: the figures are those of the whole on one host, not of the system alone.";
        }

        if (seen.ScheduleLagP99Ms is > NotableLagMs and <= MostLagMs)
        {
            yield return Text($"Planned arrivals started up to {seen.ScheduleLagP99Ms:0.#} ms late (p99); response time contains this, service time does not.");
        }

        if (seen.DroppedArrivals > 0)
        {
            yield return Text($"{seen.DroppedArrivals:#,0} arrivals found no free virtual user and were dropped: percentiles describe the others.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
