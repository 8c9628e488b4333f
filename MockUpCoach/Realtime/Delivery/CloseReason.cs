namespace UpCoach.MockUpCoach.Realtime.Delivery;

/// <summary>Why the server ends a connection.</summary>
/// <param name="Code">The WebSocket close code; event streams have none.</param>
/// <param name="Text">For those who read logs of clients.</param>
/// <param name="IsAtOnce">What waits is thrown away; otherwise it is sent first.</param>
internal sealed record CloseReason(int Code, string Text, bool IsAtOnce = false)
{
    /// <summary>The client said goodbye.</summary>
    public static readonly CloseReason Goodbye = new(1000, "");

    /// <summary>This replica stops: the client finds another one.</summary>
    public static readonly CloseReason Stopping = new(1001, "the server stops; come back");

    /// <summary>The client sent something that is no text of this protocol.</summary>
    public static readonly CloseReason NotText = new(1003, "only text is understood");

    /// <summary>The client sent more than a message may hold.</summary>
    public static readonly CloseReason TooLong = new(1009, "the message is too long");

    /// <summary>The client reads more slowly than messages come. A private code: standard clients refuse unknown ones below 3000.</summary>
    public static readonly CloseReason TooSlow = new(4008, "too slow; resume after the last message", IsAtOnce: true);
}
