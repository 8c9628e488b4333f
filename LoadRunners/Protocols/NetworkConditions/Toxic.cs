namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>One thing that is wrong with a network link. Immutable: the state that a connection needs is in its stage.</summary>
/// <remarks>Several toxics of a link work in a fixed order, whatever order they are listed in: reset, bandwidth, slicer, latency.</remarks>
public abstract record Toxic
{
    private protected Toxic()
    {
    }

    /// <summary>Gets the place in the order of work: the lowest first.</summary>
    internal abstract int Order { get; }

    /// <summary>Makes the state of one direction of one connection.</summary>
    /// <param name="random">The direction's own random numbers.</param>
    internal abstract IToxicStage NewStage(Random random);
}
