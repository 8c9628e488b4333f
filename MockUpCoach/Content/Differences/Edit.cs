namespace UpCoach.MockUpCoach.Content.Differences;

/// <summary>One step from an old text to a new one.</summary>
/// <param name="Mark">A space: keep; a minus: drop; a plus: add.</param>
/// <param name="Unit">What is kept, dropped or added.</param>
internal readonly record struct Edit(char Mark, string Unit)
{
    public const char Keep = ' ';
    public const char Drop = '-';
    public const char Add = '+';
}
