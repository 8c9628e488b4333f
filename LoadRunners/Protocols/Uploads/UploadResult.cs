using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>What became of an upload.</summary>
public sealed record UploadResult
{
    /// <summary>Gets whether the server has all of it.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Gets the last answer.</summary>
    public required HttpResult Answer { get; init; }

    /// <summary>Gets the content's length.</summary>
    public required long Length { get; init; }

    /// <summary>Gets the content's SHA-256 in lower-case hexadecimal, to compare with what the server has.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Gets the time from the first request to the last answer.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets the time from when it should have begun to the last answer.</summary>
    public required TimeSpan ResponseTime { get; init; }

    /// <summary>Gets the bytes that were sent more than once.</summary>
    public required long BytesResent { get; init; }

    /// <summary>Gets how often it went on after it was cut off.</summary>
    public required int Resumes { get; init; }

    /// <summary>Gets the address of the upload, for tus; null for the others.</summary>
    public Uri? Location { get; init; }
}
