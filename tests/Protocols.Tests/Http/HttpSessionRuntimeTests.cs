using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

[Trait("kind", "server")]
public sealed class HttpSessionRuntimeTests() : HttpSessionTests(new HttpTransportOptions { Client = HttpClientKind.Sockets });
