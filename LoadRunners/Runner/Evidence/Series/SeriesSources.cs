using System.Net;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Finds what can be looked at: this machine and its services, Prometheus, and the databases and caches that the environment names.</summary>
internal static class SeriesSources
{
    private const string Prefix = "ConnectionStrings__";
    private const string Database = "upcoachdb";
    private const string EveryServer = "upcoachdb-servers";
    private const string Cache = "cache";

    /// <summary>Makes the sampler of a run.</summary>
    /// <param name="context">Has the environment with the connection strings.</param>
    /// <param name="options">Have Prometheus and the topology.</param>
    /// <param name="members">Have the targets.</param>
    /// <param name="problems">Takes connection strings that can't be read.</param>
    public static SeriesSampler Sampler(RunnerContext context, LoadTestOptions options, IEnumerable<IRunMember> members, ICollection<string> problems)
    {
        var services = new ServicePorts(context.Environment, options.TopologyFile, members.Select(member => member.Target).Distinct());
        List<ISeriesSource> sources = [new MachineSource(), new ProcessSource(services)];
        if (options.Prometheus is { } prometheus) sources.Add(new DotnetSource(prometheus, context.Clock));
        List<StatementStatistics> statements = [];
        var ports = services.Find();
        if ((Variable(EveryServer) ?? Variable(Database)) is { } servers)
        {
            Try("PostgreSQL", () =>
            {
                foreach (var server in PostgresServer.Of(servers, ports))
                {
                    sources.Add(new PostgresSource(server));
                    statements.Add(new StatementStatistics(server));
                }
            });
        }

        if (Variable(Cache) is { } cache)
        {
            Try("Redis", () =>
            {
                foreach (var (address, info) in RedisInfo.Of(cache)) sources.Add(new RedisSource(NameOf(address, ports), info));
            });
        }

        return new SeriesSampler(sources, statements, context.Clock);

        string? Variable(string name) => context.Variable(Prefix + name);

        // The text of such a problem may quote the connection string: it is not shown.
        void Try(string what, Action add)
        {
            try
            {
                add();
            }
            catch (Exception problem) when (problem is ArgumentException or FormatException or KeyNotFoundException)
            {
                problems.Add($"{what} could not be looked at each second: its connection string can't be used");
            }
        }
    }

    private static string NameOf(EndPoint address, IReadOnlyDictionary<string, int> ports)
    {
        var port = address switch { IPEndPoint ip => ip.Port, DnsEndPoint dns => dns.Port, _ => 0 };
        return ports.FirstOrDefault(service => service.Value == port).Key ?? FormattableString.Invariant($"redis-{port}");
    }
}
