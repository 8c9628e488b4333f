namespace UpCoach.MockUpCoach.Files.Images.Worker;

/// <summary>What the worker is to do: one line of its standard input.</summary>
/// <param name="Target">The folder that it makes, with all variants in it.</param>
/// <param name="Source">The image; null if one is to be drawn.</param>
/// <param name="Seed">The number of the picture to draw.</param>
/// <param name="MostPixels">What is larger is rejected before it is decoded.</param>
internal sealed record ImageOrder(string Target, string? Source, int Seed, long MostPixels);
