using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

[Trait("kind", "server")]
public sealed class HttpSessionLeanOverSocketsTests() : HttpSessionTests(new HttpTransportOptions { Engine = ConnectionEngine.Sockets });
