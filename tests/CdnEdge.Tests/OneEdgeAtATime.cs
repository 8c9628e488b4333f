namespace UpCoach.CdnEdge.Tests;

/// <summary>
/// Alone: the OpenTelemetry SDK hears every meter of the process. Of two edges side by side, the one that ends takes the other's instruments of the same name out of service.
/// </summary>
[CollectionDefinition(nameof(OneEdgeAtATime), DisableParallelization = true)]
public sealed class OneEdgeAtATime;
