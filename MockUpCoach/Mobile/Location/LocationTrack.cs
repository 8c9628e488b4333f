namespace UpCoach.MockUpCoach.Mobile.Location;

/// <summary>Where the user was, latest first.</summary>
public sealed record LocationTrack(IReadOnlyList<LocationPing> Items);
