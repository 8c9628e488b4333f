namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>Finds the server's stamp in a message. Safe for concurrent use.</summary>
public interface IMessageReader
{
    /// <summary>Reads the stamp.</summary>
    /// <returns>False if the message carries none, an acknowledgement for instance.</returns>
    bool TryRead(ReadOnlySpan<byte> message, out MessageStamp stamp);
}
