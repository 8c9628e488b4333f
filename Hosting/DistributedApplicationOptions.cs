namespace UpCoach.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>Gets or sets the command line, read as configuration.</summary>
    public string[]? Args { get; set; }

    /// <summary>Gets or sets the assembly that knows the AppHost project's folder; null is the entry assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Gets or sets whether the dashboard is left out. This host shows a table on the console instead.</summary>
    public bool DisableDashboard { get; set; }
}
