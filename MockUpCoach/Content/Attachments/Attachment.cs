namespace UpCoach.MockUpCoach.Content.Attachments;

/// <summary>A file that belongs to an article.</summary>
/// <param name="FileId">The file; its content is at <c>/api/v1/files/{fileId}/content</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of its content, in hexadecimal digits.</param>
/// <param name="AddedAt">When it was attached.</param>
public sealed record Attachment(Guid FileId, string Name, string MediaType, long Size, string Sha256, DateTimeOffset AddedAt);
