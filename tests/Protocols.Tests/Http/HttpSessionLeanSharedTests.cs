using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

[Trait("kind", "server")]
public sealed class HttpSessionLeanSharedTests() : HttpSessionTests(new HttpTransportOptions { Connections = ConnectionSharing.Shared });
