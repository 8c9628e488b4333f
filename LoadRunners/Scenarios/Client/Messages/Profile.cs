namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>The signed-in user.</summary>
internal sealed record Profile(long Id, string Email, string DisplayName, string Realm, string TimeZone);
