namespace UpCoach.AppHost.Resources;

/// <summary>Where the lab's control listens.</summary>
internal sealed class LabControlAddress
{
    /// <summary>Gets or sets the address; empty until the lab starts.</summary>
    public string Url { get; set; } = "";
}
