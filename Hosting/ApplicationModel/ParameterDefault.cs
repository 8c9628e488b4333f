using System.Text.Json;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>What a parameter is when nobody gives it a value.</summary>
public abstract class ParameterDefault
{
    /// <summary>Gives the value; called once a run.</summary>
    public abstract string GetDefaultValue();

    /// <summary>Writes the inside of the manifest's <c>default</c> object.</summary>
    internal abstract void WriteToManifest(Utf8JsonWriter writer);
}
