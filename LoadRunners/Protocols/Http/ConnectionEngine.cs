namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>What carries the lean client's connections.</summary>
public enum ConnectionEngine
{
    /// <summary><see cref="Epoll"/> on Linux, otherwise <see cref="Sockets"/>.</summary>
    Fastest,

    /// <summary>Loops of our own over Linux's epoll: users go on in the thread that received.</summary>
    Epoll,

    /// <summary>The runtime's sockets.</summary>
    Sockets,
}
