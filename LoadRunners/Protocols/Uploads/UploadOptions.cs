using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>How a content is uploaded in one request.</summary>
public sealed record UploadOptions
{
    /// <summary>Gets the method.</summary>
    /// <value>POST by default.</value>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>Gets the content's type.</summary>
    /// <value><c>application/octet-stream</c> by default.</value>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Gets the name of the file, for multipart.</summary>
    public string FileName { get; init; } = "upload.bin";

    /// <summary>Gets the name of the form's field with the file, for multipart.</summary>
    public string FileField { get; init; } = "file";

    /// <summary>Gets the form's other fields, for multipart.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    /// <summary>Gets more headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Gets where the connection is cut on purpose.</summary>
    /// <value>Null by default: nowhere.</value>
    public DisconnectPlan? Disconnects { get; init; }

    /// <summary>Gets how often an upload that was cut off begins again, and how soon.</summary>
    public BackOff Retry { get; init; } = new() { MaxAttempts = 5 };

    /// <summary>Gets what is told how far the upload is, on the thread that sends; null for nobody.</summary>
    public Action<UploadProgress>? OnProgress { get; init; }
}
