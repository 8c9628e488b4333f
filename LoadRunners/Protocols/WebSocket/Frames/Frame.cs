namespace UpCoach.LoadRunners.Protocols.WebSocket.Frames;

/// <summary>A control frame, or a message put together from its fragments.</summary>
/// <param name="Opcode">Text, binary or a control frame's.</param>
/// <param name="Data">The payload; valid until more is read.</param>
internal readonly record struct Frame(Opcode Opcode, ReadOnlyMemory<byte> Data);
