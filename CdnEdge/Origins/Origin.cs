namespace UpCoach.CdnEdge.Origins;

/// <summary>One server that the edge may forward to.</summary>
/// <param name="Name">The service's name, with its position appended from the second address on.</param>
/// <param name="Address">Scheme, host and port.</param>
internal sealed record Origin(string Name, Uri Address);
