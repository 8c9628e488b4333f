namespace UpCoach.Hosting.ApplicationModel;

/// <summary>How a command is shown. This host has no dashboard, so they have no effect.</summary>
public class CommandOptions
{
    /// <summary>Gets or sets what the command does, in a sentence.</summary>
    public string? Description { get; set; }

    /// <summary>Gets or sets the question that is asked before; null asks none.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>Gets or sets the icon's name.</summary>
    public string? IconName { get; set; }

    /// <summary>Gets or sets whether the command is shown in the first place.</summary>
    public bool IsHighlighted { get; set; }
}
