namespace UpCoach.MockUpCoach.Files.Receiving;

/// <summary>A body is larger than it may be or was said to be.</summary>
internal sealed class BodyTooLargeException() : Exception("The content is larger than it may be.");
