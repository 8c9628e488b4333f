namespace UpCoach.MockUpCoach.Content.Attachments;

/// <summary>The files of an article, in the order in which they were attached.</summary>
public sealed record AttachmentList(IReadOnlyList<Attachment> Items);
