namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>Why a connection closed. Source: RFC 6455, section 7.4, and the registry of IANA.</summary>
public static class WebSocketCloseCode
{
    /// <summary>Its purpose is fulfilled.</summary>
    public const int Normal = 1000;

    /// <summary>An end goes away: a server stops, a page is left.</summary>
    public const int GoingAway = 1001;

    /// <summary>An end broke the protocol.</summary>
    public const int ProtocolError = 1002;

    /// <summary>The close frame had no code. Never sent.</summary>
    public const int NoStatus = 1005;

    /// <summary>The connection was lost without a close frame. Never sent.</summary>
    public const int Abnormal = 1006;

    /// <summary>A text was not UTF-8.</summary>
    public const int InvalidData = 1007;

    /// <summary>A message was too long.</summary>
    public const int TooLarge = 1009;
}
