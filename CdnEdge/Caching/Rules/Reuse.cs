namespace UpCoach.CdnEdge.Caching.Rules;

/// <summary>What becomes of a request for which an answer is stored.</summary>
internal enum Reuse
{
    /// <summary>The stored answer is given.</summary>
    Fresh,

    /// <summary>The stored answer is given though it is stale, as the client accepts it.</summary>
    Stale,

    /// <summary>The stored answer is given, and the origin is asked meanwhile.</summary>
    WhileRevalidating,

    /// <summary>The origin is asked first.</summary>
    Validate,
}
