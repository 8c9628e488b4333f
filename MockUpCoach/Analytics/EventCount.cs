namespace UpCoach.MockUpCoach.Analytics;

/// <summary>How often something happened.</summary>
/// <param name="Name">The event, for instance <c>check_in</c>.</param>
/// <param name="Count">How many.</param>
public sealed record EventCount(string Name, int Count);
