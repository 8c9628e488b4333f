namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>How long a connection took.</summary>
/// <param name="Connecting">TCP.</param>
/// <param name="Tls">The handshake; zero without TLS.</param>
internal readonly record struct ConnectTiming(TimeSpan Connecting, TimeSpan Tls);
