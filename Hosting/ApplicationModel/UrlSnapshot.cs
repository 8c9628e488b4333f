namespace UpCoach.Hosting.ApplicationModel;

/// <summary>An address of a resource.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Url">The address.</param>
/// <param name="IsInternal">Whether it is of no use to people.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal);
