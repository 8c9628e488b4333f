namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>The unit of a server's stamp, counted since 1970.</summary>
public enum StampUnit
{
    /// <summary>Seconds, with a fraction.</summary>
    Seconds,

    /// <summary>Milliseconds, maybe with a fraction.</summary>
    Milliseconds,

    /// <summary>Microseconds.</summary>
    Microseconds,
}
