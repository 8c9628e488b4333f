using System.Text;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>One request of a scenario that is written in the plan, and what is done with its response.</summary>
internal sealed class Step
{
    private HttpCall? _constant;

    public required string Name { get; init; }

    public required HttpMethod Method { get; init; }

    public required Template Url { get; init; }

    public IReadOnlyList<(string Name, Template Value)> Headers { get; init; } = [];

    public Template? Body { get; init; }

    public string? ContentType { get; init; }

    public int? MaxRedirects { get; init; }

    public IReadOnlyList<StepCheck> Checks { get; init; } = [];

    public IReadOnlyList<StepExtraction> Extractions { get; init; } = [];

    public TimeSpan Think { get; init; }

    /// <summary>Gives the request for these values; the same one each time where nothing in it varies.</summary>
    public HttpCall CallFor(IReadOnlyList<string?> values) => _constant ?? Make(values);

    private HttpCall Make(IReadOnlyList<string?> values)
    {
        var call = new HttpCall(Method, Url.Render(values), Name)
        {
            Headers = [.. Headers.Select(header => KeyValuePair.Create(header.Name, header.Value.Render(values)))],
            Body = Body is null ? default : Encoding.UTF8.GetBytes(Body.Render(values)),
            ContentType = ContentType,
            MaxRedirects = MaxRedirects,
            // A plan that throws bodies away keeps those that it looks into.
            KeepsBody = Checks.Count + Extractions.Count > 0 ? true : null,
        };
        if (Url.IsConstant && Body?.IsConstant != false && Headers.All(header => header.Value.IsConstant))
            _constant = call;
        return call;
    }
}
