using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>Reads what both arrival-rate executors have in common.</summary>
internal static class ArrivalReader
{
    public static T With<T>(ScenarioReader reader, T options)
        where T : ArrivalOptions
    {
        var users = reader.RequiredVus("preAllocatedVUs");
        var most = reader.Vus("maxVUs", users);
        if (most < users) reader.Json.Error("maxVUs", FormattableString.Invariant($"expected at least preAllocatedVUs ({users}), found {most}"));
        return options with
        {
            PreAllocatedVus = users,
            MaxVus = Math.Max(users, most),
            TimeUnit = reader.Json.Duration("timeUnit", TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1)),
            Busy = reader.Json.Choice("busy", ["drop", "queue"]) == "queue" ? BusyPolicy.Queue : BusyPolicy.Drop,
        };
    }
}
