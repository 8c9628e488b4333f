namespace UpCoach.CdnEdge.Regions;

/// <summary>A node as a client sees it.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Region">Where it stands.</param>
/// <param name="Url">Where it is reached; null for the node that answers.</param>
/// <param name="RoundTripMs">How far it is in milliseconds; null where the table doesn't say.</param>
internal sealed record NearestEdge(string Name, string Region, Uri? Url, double? RoundTripMs);
