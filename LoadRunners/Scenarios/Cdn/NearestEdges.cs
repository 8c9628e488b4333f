namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>The living nodes of the network, the nearest of a client's region first.</summary>
/// <param name="ClientRegion">The client's region.</param>
/// <param name="DelaysAreOn">Whether nodes make clients wait for the distance.</param>
/// <param name="Edges">The nodes.</param>
internal sealed record NearestEdges(string ClientRegion, bool DelaysAreOn, EdgeNode[] Edges);
