using System.ComponentModel.DataAnnotations;

namespace UpCoach.MockUpCoach.Content.Attachments;

/// <summary>Names the file to attach.</summary>
/// <param name="FileId">A file that the caller has uploaded.</param>
public sealed record AttachmentDraft([Required] Guid? FileId);
