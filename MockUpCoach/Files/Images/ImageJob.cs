namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>An image to be made, taken from the queue.</summary>
/// <param name="Seq">Its number in the queue.</param>
/// <param name="Id">Its id, and that of its source among what was received.</param>
/// <param name="Attempts">How many times it has been taken, this one included.</param>
internal sealed record ImageJob(long Seq, string Id, int Attempts);
