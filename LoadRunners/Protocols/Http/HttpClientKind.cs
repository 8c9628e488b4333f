namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>Who speaks HTTP/1.1.</summary>
public enum HttpClientKind
{
    /// <summary>Our own client.</summary>
    Lean,

    /// <summary>The runtime's SocketsHttpHandler.</summary>
    Sockets,
}
