namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>A message and the server's answer to it.</summary>
/// <param name="IsAnswered">Whether the answer came in time.</param>
/// <param name="Answer">The answer; valid until the next message is asked for.</param>
/// <param name="ServiceTime">From sending to the answer.</param>
/// <param name="ResponseTime">From when it should have been sent to the answer.</param>
public sealed record WebSocketExchange(bool IsAnswered, WebSocketMessage Answer, TimeSpan ServiceTime, TimeSpan ResponseTime);
