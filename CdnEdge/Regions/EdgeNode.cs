namespace UpCoach.CdnEdge.Regions;

/// <summary>A node of the network.</summary>
/// <param name="Region">Where it stands.</param>
/// <param name="Url">Where clients reach it; null for this node, which a client that asks it knows.</param>
internal sealed record EdgeNode(string Region, Uri? Url = null);
