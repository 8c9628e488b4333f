using System.Text.Json;
using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>The answer to one request of a batch.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Headers">Those of its headers that say something: Content-Type, ETag, Location, Retry-After and the like.</param>
/// <param name="Body">Its JSON, problem documents too; left out if it has none.</param>
public sealed record BatchPartAnswer(
    string Id, int Status, IReadOnlyDictionary<string, string> Headers, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Body);
