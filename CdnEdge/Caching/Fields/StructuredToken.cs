namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>A token of a structured field, apart from a string of the same characters.</summary>
internal readonly record struct StructuredToken(string Text);
