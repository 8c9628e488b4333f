namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One check and how often it held.</summary>
/// <param name="Name">The check's own words.</param>
/// <param name="Passes">Times that it held.</param>
/// <param name="Fails">Times that it did not.</param>
/// <param name="Group">The group that it was made in, with those around it: <c>::outer::inner</c>; empty for none.</param>
public sealed record CheckRow(string Name, long Passes, long Fails, string Group = "")
{
    /// <summary>k6's path: the group, then the check.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Path => $"{Group}::{Name}";

    /// <summary>How it is shown: <c>outer › inner › check</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Title => string.Join(" › ", Path.Split("::", StringSplitOptions.RemoveEmptyEntries));
}
