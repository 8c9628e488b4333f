namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>What came over a connection that nobody read from.</summary>
internal enum WireNews
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Bytes.</summary>
    Data,

    /// <summary>The end, or a fault.</summary>
    End,
}
