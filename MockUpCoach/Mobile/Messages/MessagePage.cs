namespace UpCoach.MockUpCoach.Mobile.Messages;

/// <summary>A page of a conversation, newest first.</summary>
/// <param name="Items">The messages.</param>
/// <param name="NextCursor">What to ask the next page with; null at the beginning of the conversation.</param>
public sealed record MessagePage(IReadOnlyList<Message> Items, string? NextCursor);
