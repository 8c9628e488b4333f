namespace UpCoach.MockUpCoach.Mobile.Messages;

/// <summary>A message between the user and the user's coach.</summary>
/// <param name="Id">Made by the sender.</param>
/// <param name="From">user or coach.</param>
/// <param name="Text">What it says.</param>
/// <param name="SentAt">When the server got it.</param>
/// <param name="Read">Whether its receiver has read it.</param>
public sealed record Message(Guid Id, string From, string Text, DateTimeOffset SentAt, bool Read);
