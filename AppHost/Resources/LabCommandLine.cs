using System.Globalization;

namespace UpCoach.AppHost.Resources;

/// <summary>The command line of the lab.</summary>
internal sealed class LabCommandLine
{
    public const string Usage = """
        Usage: dotnet run --project AppHost -- [options]

          --plan NAME|PATH      the load plan: a name in plans/ or a path (default smoke); none starts the topology only
          --scale-time X        multiplies every duration of the plan (default 1)
          --scale-rate X        multiplies every rate and number of users of the plan (default 1)
          --only TAG            runs only scenarios with this tag or name; as often as wanted, or with commas between
          --exit                stops everything after the load and exits with the verdict (default with CI=true or without a terminal)
          --offline             installs nothing
          --keep-data           keeps the servers' data folders
          --publisher NAME      writes files instead of starting anything: manifest
          --output-path PATH    where the publisher writes to: a file or a folder
          --help                shows this

        Exit codes: 0 pass, 99 a target failed, 104 bad plan or arguments, 105 interrupted, 1 the lab failed, 3 not enough data or void.
        """;

    private const string NoPlan = "none";
    private const string ManifestPublisher = "manifest";
    private readonly List<string> _errors = [];
    private readonly List<string> _only = [];

    private LabCommandLine()
    {
    }

    /// <summary>Gets the plan: a name, or a full path.</summary>
    public string Plan { get; private set; } = "smoke";

    /// <summary>Gets the plan's name.</summary>
    public string PlanName => Path.GetFileNameWithoutExtension(Plan);

    /// <summary>Gets whether there is a load to run.</summary>
    public bool HasPlan => Plan != NoPlan;

    /// <summary>Gets the factor on durations; null is 1.</summary>
    public double? ScaleTime { get; private set; }

    /// <summary>Gets the factor on rates and users; null is 1.</summary>
    public double? ScaleRate { get; private set; }

    /// <summary>Gets the tags and names of the scenarios that are wanted; empty for all.</summary>
    public IReadOnlyList<string> Only => _only;

    /// <summary>Gets whether the lab exits after the load even on a terminal.</summary>
    public bool Exit { get; private set; }

    /// <summary>Gets whether nothing may be installed.</summary>
    public bool Offline { get; private set; }

    /// <summary>Gets whether the servers' data folders are kept.</summary>
    public bool KeepData { get; private set; }

    /// <summary>Gets the publisher; null starts the topology.</summary>
    public string? Publisher { get; private set; }

    /// <summary>Gets where the publisher writes to.</summary>
    public string? OutputPath { get; private set; }

    /// <summary>Gets whether only the usage is wanted.</summary>
    public bool Help { get; private set; }

    /// <summary>Gets every error, each with what is allowed.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Gets what changes the plan, as the runner's arguments.</summary>
    public IReadOnlyList<string> PlanChanges =>
    [
        .. ScaleTime is { } time ? ["--scale-time", time.ToString(CultureInfo.InvariantCulture)] : (string[])[],
        .. ScaleRate is { } rate ? ["--scale-rate", rate.ToString(CultureInfo.InvariantCulture)] : (string[])[],
        .. _only.SelectMany(wish => (string[])["--only", wish]),
    ];

    /// <summary>Gets what the host is to know, as configuration; a host that does not know a key ignores it.</summary>
    public string[] HostArguments =>
    [
        .. Offline ? ["--offline", "true"] : (string[])[],
        .. KeepData ? ["--keep-data", "true"] : (string[])[],
        .. Publisher is not null ? ["--publisher", Publisher] : (string[])[],
        .. OutputPath is not null ? ["--output-path", OutputPath] : (string[])[],
    ];

    /// <summary>Reads a command line to its end, whatever errors it has.</summary>
    public static LabCommandLine Parse(IReadOnlyList<string> args)
    {
        var line = new LabCommandLine();
        var rest = new Queue<string>(args.SelectMany(SplitAtEquals));
        while (rest.TryDequeue(out var name))
        {
            line.Read(name, rest);
        }

        line.CheckPublisher();
        return line;
    }

    private static string[] SplitAtEquals(string arg)
    {
        var equals = arg.StartsWith("--", StringComparison.Ordinal) ? arg.IndexOf('=', StringComparison.Ordinal) : -1;
        return equals < 0 ? [arg] : [arg[..equals], arg[(equals + 1)..]];
    }

    private void Read(string name, Queue<string> rest)
    {
        switch (name)
        {
            case "--plan" when Value(name, "a name in plans/, a path, or none", rest) is { } plan:
                Plan = plan == NoPlan || !(File.Exists(plan) || plan.Contains('/', StringComparison.Ordinal)) ? plan : Path.GetFullPath(plan);
                break;
            case "--scale-time":
                ScaleTime = Factor(name, rest);
                break;
            case "--scale-rate":
                ScaleRate = Factor(name, rest);
                break;
            case "--publisher" when Value(name, ManifestPublisher, rest) is { } publisher:
                Publisher = publisher;
                break;
            case "--output-path" when Value(name, "a file or a folder", rest) is { } path:
                OutputPath = path;
                break;
            case "--only" when Value(name, "a tag or name of scenarios", rest) is { } wish:
                _only.Add(wish);
                break;
            case "--exit":
                Exit = true;
                break;
            case "--offline":
                Offline = true;
                break;
            case "--keep-data":
                KeepData = true;
                break;
            case "--help" or "-h" or "-?":
                Help = true;
                break;
            case "--plan" or "--only" or "--publisher" or "--output-path":
                break;
            default:
                _errors.Add($"{name} is unknown; allowed are --plan, --scale-time, --scale-rate, --only, --exit, --offline, --keep-data, --publisher, --output-path, --help");
                break;
        }
    }

    private void CheckPublisher()
    {
        if (Publisher is not null and not ManifestPublisher)
        {
            _errors.Add($"--publisher {Publisher} is not available; allowed is {ManifestPublisher}");
        }

        if (Publisher is not null && OutputPath is null)
        {
            _errors.Add("--publisher needs --output-path with a file or a folder");
        }

        if (Publisher is null && OutputPath is not null)
        {
            _errors.Add($"--output-path needs --publisher; allowed is {ManifestPublisher}");
        }
    }

    private string? Value(string name, string allowed, Queue<string> rest)
    {
        if (rest.TryPeek(out var value) && value.Length > 0 && !value.StartsWith("--", StringComparison.Ordinal))
        {
            return rest.Dequeue();
        }

        _errors.Add($"{name} has no value; it needs {allowed}");
        return null;
    }

    private double? Factor(string name, Queue<string> rest)
    {
        const string Allowed = "a number greater than 0, such as 0.1";
        if (Value(name, Allowed, rest) is not { } value)
        {
            return null;
        }

        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && double.IsFinite(factor) && factor > 0)
        {
            return factor;
        }

        _errors.Add($"{name} {value} is not valid; it needs {Allowed}");
        return null;
    }
}
