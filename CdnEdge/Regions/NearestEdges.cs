namespace UpCoach.CdnEdge.Regions;

/// <summary>The nodes that a client should use, in the order in which it should try them.</summary>
/// <param name="ClientRegion">The client's region.</param>
/// <param name="DelaysAreOn">Whether the nodes delay their answers by the distances.</param>
/// <param name="Edges">Living nodes only, the nearest first.</param>
internal sealed record NearestEdges(string ClientRegion, bool DelaysAreOn, IReadOnlyList<NearestEdge> Edges);
