namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A state at one moment.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>, or a text of the host's own.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>, or null.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>Makes a state of its text.</summary>
    public static implicit operator ResourceStateSnapshot?(string? text) => text is null ? null : new ResourceStateSnapshot(text, null);
}
