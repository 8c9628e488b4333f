namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Why a request went on to an origin (RFC 9211, 2.2).</summary>
internal enum ForwardReason
{
    /// <summary>This node does not consult its store for such requests.</summary>
    Bypass,

    /// <summary>The method asks for something to be done.</summary>
    Method,

    /// <summary>Nothing is stored for the target.</summary>
    UriMiss,

    /// <summary>What is stored for the target answers other requests.</summary>
    VaryMiss,

    /// <summary>What is stored is stale.</summary>
    Stale,

    /// <summary>What is stored is fresh, but the client wants it confirmed.</summary>
    Request,
}
