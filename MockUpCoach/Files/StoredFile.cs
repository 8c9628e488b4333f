namespace UpCoach.MockUpCoach.Files;

/// <summary>What is known about a file.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What its owner calls it. Never part of a path.</param>
/// <param name="MediaType">What its owner says it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of the content, in lower-case hexadecimal digits.</param>
/// <param name="Visibility"><c>private</c>: its owner's; <c>public</c>: for everybody who has the address, and for caches.</param>
/// <param name="CreatedAt">When it was complete.</param>
/// <param name="ContentUrl">Path of the content on this API.</param>
public sealed record StoredFile(
    Guid Id, string Name, string MediaType, long Size, string Sha256, string Visibility, DateTimeOffset CreatedAt, string ContentUrl);
