namespace UpCoach.MockUpCoach.Content.Differences;

/// <summary>A place where two texts differ, with what stands around it, as in the unified format of diff.</summary>
/// <param name="OldStart">The first unit of the old text, from 1; the one before the place if <paramref name="OldCount"/> is 0.</param>
/// <param name="OldCount">How many units of the old text.</param>
/// <param name="NewStart">The first unit of the new text, likewise.</param>
/// <param name="NewCount">How many units of the new text.</param>
/// <param name="Lines">Each begins with a space (in both), a minus (in the old) or a plus (in the new).</param>
public sealed record Hunk(int OldStart, int OldCount, int NewStart, int NewCount, IReadOnlyList<string> Lines);
