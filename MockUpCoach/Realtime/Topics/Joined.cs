namespace UpCoach.MockUpCoach.Realtime.Topics;

/// <summary>How a member came into a topic.</summary>
/// <param name="Last">The number of the latest message before those that come by themselves.</param>
/// <param name="Replayed">How many earlier messages were sent again.</param>
/// <param name="IsComplete">Nothing is missing between what the member knew and <paramref name="Last"/>.</param>
internal readonly record struct Joined(long Last, int Replayed, bool IsComplete);
