namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>A node of the network as a client is told of it.</summary>
/// <param name="Name">Its name, which is also that of its resource in the lab.</param>
/// <param name="Region">Where it stands.</param>
/// <param name="Url">Where it is reached; null for the node that was asked.</param>
/// <param name="RoundTripMs">How far it is in milliseconds; null where the network doesn't know.</param>
internal sealed record EdgeNode(string Name, string Region, Uri? Url = null, double? RoundTripMs = null);
