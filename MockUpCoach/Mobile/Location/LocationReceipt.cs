namespace UpCoach.MockUpCoach.Mobile.Location;

/// <summary>What became of a batch of pings.</summary>
/// <param name="Accepted">How many are new and kept.</param>
/// <param name="Duplicates">How many were of a moment that is known already, such as when the batch was sent twice.</param>
public sealed record LocationReceipt(int Accepted, int Duplicates);
