namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>What a toxic does to the pieces of one direction of one connection. Pure but for its own state: time comes with the pieces.</summary>
internal interface IToxicStage
{
    /// <summary>Gets until when what passed already keeps the link busy; the pump reads no further ahead than it must.</summary>
    TimeSpan BusyUntil => TimeSpan.Zero;

    /// <summary>Gets how many bytes should be read at once, so that what comes after them is shaped by then current conditions.</summary>
    int ReadLimit => int.MaxValue;

    /// <summary>Passes a piece on: later, in parts, or as the end of the connection.</summary>
    void Pass(Piece piece, List<Piece> into);
}
