using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>What came back. A transport error is a result too: status 0.</summary>
/// <remarks>
/// <see cref="Body"/> and headers live in memory that the virtual user uses again when its next iteration begins; copy what must outlive
/// the iteration.
/// </remarks>
public readonly struct HttpResult
{
    private readonly HeaderBlock _headers;

    internal HttpResult(HttpExchange exchange, TimeSpan responseTime)
    {
        (Status, Body, Error, _headers) = (exchange.Status, exchange.Body, exchange.Error, exchange.Headers);
        (ServiceTime, ResponseTime) = (exchange.Timing.Service, responseTime);
    }

    /// <summary>Gets the status; 0 for a transport error.</summary>
    public int Status { get; }

    /// <summary>Gets the whole body; empty if it was thrown away.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets what went wrong on the way; null if a whole response came.</summary>
    public string? Error { get; }

    /// <summary>Gets the time from sending to the last byte.</summary>
    public TimeSpan ServiceTime { get; }

    /// <summary>Gets the time from when it should have been sent to the last byte.</summary>
    public TimeSpan ResponseTime { get; }

    /// <summary>Gets whether the status is 200 to 299.</summary>
    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>Gives a header's value, the first of several; null if there is none. Names don't care for case.</summary>
    public string? Header(string name) => _headers.Find(name);

    /// <summary>Gives all values of a header. Names don't care for case.</summary>
    public IReadOnlyList<string> Headers(string name) => _headers.FindAll(name);

    /// <summary>Reads the body as JSON.</summary>
    /// <returns>The value; the default if the body is not such JSON.</returns>
    public T? ReadJson<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body.Span, type);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>Parses the body as JSON; the caller disposes it.</summary>
    /// <returns>The document; null if the body is not JSON.</returns>
    public JsonDocument? TryParseJson()
    {
        try
        {
            return JsonDocument.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
