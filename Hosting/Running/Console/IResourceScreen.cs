namespace UpCoach.Hosting.Running.Console;

/// <summary>Where resources are shown. Calls come one at a time.</summary>
internal interface IResourceScreen
{
    /// <summary>Shows the resources, of which some have changed.</summary>
    void Update(IReadOnlyList<ResourceRow> rows);

    /// <summary>Shows progress in place of the one before.</summary>
    void ShowProgress(IReadOnlyList<string> lines);

    /// <summary>Writes a line that stays.</summary>
    void WriteLine(string line);
}
