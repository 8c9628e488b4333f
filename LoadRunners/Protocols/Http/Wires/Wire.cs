namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>One connection's bytes, there and back: one read and one write at a time.</summary>
internal abstract class Wire : IDisposable
{
    /// <summary>Reads what has come, or waits for it.</summary>
    /// <returns>How many bytes; 0 at the end.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer);

    /// <summary>Waits for the moment to write in: a short one, so that those who write do it together. Done at once where that saves nothing.</summary>
    public virtual ValueTask TurnAsync() => ValueTask.CompletedTask;

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Looks whether something came while nobody read.</summary>
    /// <param name="isFresh">Whether it was read from a moment ago: then what this process has heard of is enough.</param>
    public abstract WireNews Peek(bool isFresh);

    /// <summary>Gets the bytes on the network where they are other than those read and written; null where they are the same.</summary>
    public virtual (long Sent, long Received)? NetworkBytes => null;

    /// <summary>Ends a read or write under way, which then fails or finds the end. May be called by any thread, at any time.</summary>
    public abstract void Abort();

    /// <inheritdoc/>
    public abstract void Dispose();
}
