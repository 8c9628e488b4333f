namespace UpCoach.MockUpCoach.Files.Receiving;

/// <summary>A content that lies complete among what is being received: to be kept or forgotten.</summary>
/// <param name="Id">The id that it will have.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Description">What its sender says about it.</param>
internal sealed record ReceivedBody(Guid Id, long Size, byte[] Sha256, FileDescription Description);
