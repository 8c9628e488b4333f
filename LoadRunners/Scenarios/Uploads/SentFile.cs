using UpCoach.LoadRunners.Protocols.Uploads;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>A file that the server took, and what was sent.</summary>
/// <param name="Id">The server's name for it.</param>
/// <param name="Result">How the upload went.</param>
internal sealed record SentFile(string Id, UploadResult Result);
