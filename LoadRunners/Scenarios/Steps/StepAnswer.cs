using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>A response as checks and extractions see it: parsed and decoded once, and only if asked.</summary>
internal sealed class StepAnswer(HttpResult result) : IDisposable
{
    private readonly HttpResult _result = result;
    private JsonDocument? _json;
    private bool _isParsed;
    private string? _body;

    public int Status => _result.Status;

    public string Body => _body ??= Encoding.UTF8.GetString(_result.Body.Span);

    public string? Header(string name) => _result.Header(name);

    /// <summary>Gives the value at a place of the body; null if there is none or the body is not JSON.</summary>
    public JsonElement? Find(JsonQuery query)
    {
        if (!_isParsed)
            (_json, _isParsed) = (_result.TryParseJson(), true);
        return _json is null ? null : query.Find(_json.RootElement);
    }

    public void Dispose() => _json?.Dispose();
}
