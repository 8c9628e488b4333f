namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One resource of the topology; null where it has no such thing.</summary>
/// <param name="Name">Its name in the drawing.</param>
/// <param name="Type">Container, project, ...</param>
/// <param name="Image">The image that was declared.</param>
/// <param name="Program">The program that ran in its stead.</param>
/// <param name="State">Its state when the load began.</param>
/// <param name="Endpoint">Where it listens.</param>
/// <param name="StartSeconds">How long it took to be healthy.</param>
/// <param name="Note">What else a reader should know.</param>
public sealed record TopologyResource(
    string Name, string? Type = null, string? Image = null, string? Program = null, string? State = null, string? Endpoint = null,
    double? StartSeconds = null, string? Note = null);
