namespace UpCoach.LoadRunners.Scenarios.Lab;

/// <summary>The services besides the target that a runner's environment knows, named as .NET Aspire names them to a project.</summary>
/// <remarks>
/// <code>
/// ConnectionStrings__NAME         a database or cache that scenarios speak to directly
/// services__NAME__http__0         a service's address
/// LAB_CONTROL_URL, _TOKEN         where resources of the lab are started, stopped and killed; only the lab's host sets it
/// Cdn__PurgeToken                 what the nodes of the content delivery network take orders to forget with; they are given the same
/// </code>
/// </remarks>
public sealed class LabServices(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The platform's database, primary and replicas.</summary>
    public const string Database = "upcoachdb";

    /// <summary>The platform's cache.</summary>
    public const string Cache = "cache";

    /// <summary>The lab's control of its resources.</summary>
    public const string Control = "lab-control";

    /// <summary>The right to have the nodes of the content delivery network forget answers.</summary>
    public const string Purge = "cdn-purge";

    private const string PurgeVariable = "Cdn__PurgeToken";
    private const string ControlUrl = "LAB_CONTROL_URL";
    private const string ControlToken = "LAB_CONTROL_TOKEN";

    /// <summary>Gets whether the system under test is the lab's own.</summary>
    public bool IsLab => Variable(ControlUrl) is not null;

    /// <summary>Gets the token of <see cref="Purge"/>; empty where there is none.</summary>
    public string PurgeToken => Variable(PurgeVariable) ?? "";

    /// <summary>Gives the connection string of a service.</summary>
    /// <exception cref="InvalidOperationException">The environment has none.</exception>
    public string ConnectionString(string name) => Variable(ConnectionVariable(name)) ?? throw new InvalidOperationException($"{name} is not known: {Remedy(name)}");

    /// <summary>Gives a service's address; null where the environment has none.</summary>
    public Uri? Service(string name) => Uri.TryCreate(Variable($"services__{name}__http__0"), UriKind.Absolute, out var address) ? address : null;

    /// <summary>Says whether a service that a scenario needs is known.</summary>
    public bool Has(string name) => name switch
    {
        Control => IsLab,
        Purge => PurgeToken.Length > 0,
        _ => Variable(ConnectionVariable(name)) is not null || Service(name) is not null,
    };

    /// <summary>Says what makes a service known.</summary>
    public static string Remedy(string name) => name switch
    {
        Control => "run the plan with the lab's host, dotnet run --project AppHost",
        Purge => $"set {PurgeVariable} to the token that the nodes have",
        _ => $"set {ConnectionVariable(name)} to its connection string",
    };

    /// <summary>Makes a client of the lab's control.</summary>
    /// <exception cref="InvalidOperationException">This is not the lab.</exception>
    public LabControl OpenControl() => Variable(ControlUrl) is { } url
        ? new LabControl(new Uri(url), Variable(ControlToken) ?? "")
        : throw new InvalidOperationException($"{Control} is not known: {Remedy(Control)}");

    private static string ConnectionVariable(string name) => $"ConnectionStrings__{name}";

    private string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
