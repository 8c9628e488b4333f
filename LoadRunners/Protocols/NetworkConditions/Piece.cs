namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Some bytes on their way through a link.</summary>
/// <param name="Bytes">How many.</param>
/// <param name="At">When they arrive, since the proxy's start.</param>
/// <param name="IsReset">Whether the connection is reset then; nothing follows.</param>
internal readonly record struct Piece(int Bytes, TimeSpan At, bool IsReset = false);
