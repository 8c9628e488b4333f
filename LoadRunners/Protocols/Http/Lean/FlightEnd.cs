namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>How a request on a connection ended.</summary>
internal enum FlightEnd
{
    /// <summary>With a whole response, or one that was wrong.</summary>
    Answered,

    /// <summary>With an error before a byte of the response, on a connection that had served before: the server may have ended it in that moment.</summary>
    Unheard,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
