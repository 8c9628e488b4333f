namespace UpCoach.MockUpCoach.Files.Images.Worker;

/// <summary>The image can't be accepted; the message says why, in words for its sender.</summary>
internal sealed class ImageRejectedException(string message) : Exception(message);
