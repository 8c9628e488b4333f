using System.Text.Json;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A fixed default.</summary>
internal sealed class ConstantParameterDefault(string value) : ParameterDefault
{
    public override string GetDefaultValue() => value;

    internal override void WriteToManifest(Utf8JsonWriter writer) => writer.WriteString("value", value);
}
