namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>One size of an image and where it is in each format.</summary>
internal sealed record ImageSize(string Name, int Width, int Height, string Jpg, string Webp, string Avif);
