namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A fact about a resource at one moment.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">The fact.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value);
