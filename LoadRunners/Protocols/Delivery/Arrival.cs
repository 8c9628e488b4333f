namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>How a message came, judged by its sequence number.</summary>
public enum Arrival
{
    /// <summary>It is the next one, or the first.</summary>
    InOrder,

    /// <summary>Some before it are missing.</summary>
    AfterGap,

    /// <summary>It was missing and comes late.</summary>
    Reordered,

    /// <summary>It came before.</summary>
    Duplicate,
}
