namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>A request that the protocol forbids, with the status that it names for that.</summary>
internal sealed class TusException(int status, string message) : Exception(message)
{
    /// <summary>The protocol's own status: the bytes came damaged.</summary>
    public const int ChecksumMismatch = 460;

    public int Status => status;

    public static TusException BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);
}
