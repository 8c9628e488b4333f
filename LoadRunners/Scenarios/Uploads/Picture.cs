namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>A picture to send.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="MediaType">Its type.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record Picture(ReadOnlyMemory<byte> Bytes, string MediaType, int Width, int Height);
