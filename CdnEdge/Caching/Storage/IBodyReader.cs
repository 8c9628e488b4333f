using System.IO.Pipelines;

namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>Sends the bytes of a body once.</summary>
internal interface IBodyReader : IDisposable
{
    /// <summary>Writes a part of the body.</summary>
    ValueTask CopyToAsync(PipeWriter target, long start, long length, CancellationToken stop);
}
