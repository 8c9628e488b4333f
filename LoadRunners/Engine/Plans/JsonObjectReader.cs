using System.Globalization;
using System.Text.Json;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads a JSON object property by property. What is wrong becomes an error and a default; what nobody asked for is an error at the end.</summary>
public sealed class JsonObjectReader
{
    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly PlanErrors _errors;

    /// <summary>Initializes a reader; what is no object is an error at <paramref name="path"/>.</summary>
    public JsonObjectReader(string path, JsonElement value, PlanErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        (Path, _errors) = (path, errors);
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, $"expected an object, found {JsonPath.KindOf(value)}");
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (!_properties.TryAdd(property.Name, property.Value)) errors.Add(PathOf(property.Name), "this key is given twice");
        }
    }

    /// <summary>Gets the object's place: <c>$.scenarios.login</c>.</summary>
    public string Path { get; }

    /// <summary>Gets where errors go.</summary>
    public PlanErrors Errors => _errors;

    /// <summary>Gets all properties, whatever their names.</summary>
    public IReadOnlyDictionary<string, JsonElement> Properties => _properties;

    /// <summary>Gives a property's place.</summary>
    public string PathOf(string name) => JsonPath.Property(Path, name);

    /// <summary>Adds an error about a property.</summary>
    public void Error(string name, string message) => _errors.Add(PathOf(name), message);

    /// <summary>Gives a property as it stands, if it is there.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        _known.Add(name);
        return _properties.TryGetValue(name, out value);
    }

    /// <summary>Gives a property that must be there; null and an error if it is not.</summary>
    public JsonElement? Required(string name)
    {
        if (TryGet(name, out var value)) return value;
        Error(name, "is required");
        return null;
    }

    /// <summary>Reads a string.</summary>
    public string Text(string name, string otherwise)
    {
        if (!TryGet(name, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.String) return value.GetString()!;
        Error(name, $"expected a string, found {JsonPath.KindOf(value)}");
        return otherwise;
    }

    /// <summary>Reads one of some words; the first is what stands where nothing is given.</summary>
    public string Choice(string name, IReadOnlyCollection<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var word = Text(name, allowed.First());
        if (allowed.Contains(word)) return word;
        Error(name, $"'{word}' is unknown; {Spelling.Hint(word, allowed)}");
        return allowed.First();
    }

    /// <summary>Reads a whole number between two, both included.</summary>
    public long Whole(string name, long otherwise, long least, long most = int.MaxValue)
    {
        if (!TryGet(name, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most) return number;
        Error(name, string.Create(CultureInfo.InvariantCulture, $"expected a whole number from {least} to {most}, found {value.GetRawText()}"));
        return otherwise;
    }

    /// <summary>Reads a number that is not below another.</summary>
    public double Number(string name, double otherwise, double least)
    {
        if (!TryGet(name, out var value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= 1e9) return number;
        Error(name, string.Create(CultureInfo.InvariantCulture, $"expected a number from {least} to 1000000000, found {value.GetRawText()}"));
        return otherwise;
    }

    /// <summary>Reads a boolean.</summary>
    public bool Flag(string name, bool otherwise)
    {
        if (!TryGet(name, out var value)) return otherwise;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Error(name, $"expected true or false, found {value.GetRawText()}");
        return otherwise;
    }

    /// <summary>Reads a duration as k6 writes it (<c>"1m30s"</c>), or milliseconds.</summary>
    public TimeSpan Duration(string name, TimeSpan otherwise, TimeSpan? least = null)
    {
        if (!TryGet(name, out var value)) return otherwise;
        var isRead = value.ValueKind switch
        {
            JsonValueKind.String => DurationText.TryParse(value.GetString()!, out otherwise),
            JsonValueKind.Number => DurationText.TryFromMilliseconds(value.GetDouble(), out otherwise),
            _ => false,
        };
        if (!isRead)
        {
            Error(name, $"expected {DurationText.Allowed}, found {value.GetRawText()}");
        }
        else if (otherwise < least)
        {
            Error(name, $"expected at least {DurationText.Of(least.Value)}, found {value.GetRawText()}");
        }

        return otherwise;
    }

    /// <summary>Reads an object of strings (numbers and booleans as they are written).</summary>
    public IReadOnlyDictionary<string, string> Texts(string name)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!TryGet(name, out var value)) return texts;
        var reader = new JsonObjectReader(PathOf(name), value, _errors);
        foreach (var (key, text) in reader.Properties)
        {
            if (text.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
            {
                reader.Error(key, $"expected a string, found {JsonPath.KindOf(text)}");
                continue;
            }

            texts[key] = text.ToString();
        }

        return texts;
    }

    /// <summary>Reports every property that nobody asked for.</summary>
    public void End()
    {
        foreach (var name in _properties.Keys.Where(name => !_known.Contains(name)))
        {
            Error(name, $"unknown key; {Spelling.Hint(name, _known)}");
        }
    }
}
