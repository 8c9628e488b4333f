using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

[Trait("kind", "server")]
public sealed class HttpSessionLeanOverEpollTests() : HttpSessionTests(new HttpTransportOptions { Engine = ConnectionEngine.Epoll });
