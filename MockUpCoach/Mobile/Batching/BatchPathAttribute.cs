using System.ComponentModel.DataAnnotations;

namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>Accepts paths of this API that answer at once with JSON: no batch in a batch, no files, no streams.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class BatchPathAttribute : ValidationAttribute
{
    private const string Root = "/api/v1/";
    private const int Longest = 2_000;

    private static readonly string[] Others = ["batch", "files", "uploads", "realtime"];

    /// <summary>Makes the attribute.</summary>
    public BatchPathAttribute()
        : base("The field {0} must be a path that begins with /api/v1/ and is none of batch, files, uploads and realtime.")
    {
    }

    /// <inheritdoc />
    public override bool IsValid(object? value) => value is not string path || IsAllowed(path);

    private static bool IsAllowed(string path)
    {
        // What is compared must be what is routed: no dot segments, no escaped slashes or letters before the query.
        var plain = path.Split('?', 2)[0];
        if (path.Length > Longest || !plain.StartsWith(Root, StringComparison.Ordinal) || plain.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('/' or '-' or '_')) || path.Any(c => c is <= ' ' or > '~' or '#'))
            return false;
        var first = plain[Root.Length..].Split('/', 2)[0];
        return first.Length > 0 && !Others.Contains(first, StringComparer.OrdinalIgnoreCase);
    }
}
