namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>How a server is asked for its time over a connection. Safe for concurrent use.</summary>
public interface IClockExchange
{
    /// <summary>Makes the question.</summary>
    /// <param name="sentAtMicroseconds">Now, which the server gives back.</param>
    ReadOnlyMemory<byte> Ask(long sentAtMicroseconds);

    /// <summary>Reads the answer.</summary>
    /// <returns>False if the message is something else.</returns>
    bool TryRead(ReadOnlySpan<byte> message, out ClockAnswer answer);
}
