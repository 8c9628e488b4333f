using System.Text.Json;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A default that is generated: by this host once a run, by a deployment tool once an environment.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    /// <summary>Gets or sets the least length.</summary>
    /// <value>Characters, at least 1; 22 by default, which is 128 bits of 67 possible characters.</value>
    public int MinLength { get; set; } = 22;

    /// <summary>Gets or sets whether lower case letters may occur.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Gets or sets whether upper case letters may occur.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Gets or sets whether digits may occur.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Gets or sets whether special characters may occur.</summary>
    public bool Special { get; set; } = true;

    /// <summary>Gets or sets how many lower case letters there are at least.</summary>
    public int MinLower { get; set; }

    /// <summary>Gets or sets how many upper case letters there are at least.</summary>
    public int MinUpper { get; set; }

    /// <summary>Gets or sets how many digits there are at least.</summary>
    public int MinNumeric { get; set; }

    /// <summary>Gets or sets how many special characters there are at least.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc/>
    public override string GetDefaultValue() => PasswordGenerator.Generate(this);

    internal override void WriteToManifest(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        WriteUnlessTrue("lower", Lower);
        WriteUnlessTrue("upper", Upper);
        WriteUnlessTrue("numeric", Numeric);
        WriteUnlessTrue("special", Special);
        WriteUnlessZero("minLower", MinLower);
        WriteUnlessZero("minUpper", MinUpper);
        WriteUnlessZero("minNumeric", MinNumeric);
        WriteUnlessZero("minSpecial", MinSpecial);
        writer.WriteEndObject();

        void WriteUnlessTrue(string name, bool value)
        {
            if (!value)
            {
                writer.WriteBoolean(name, value);
            }
        }

        void WriteUnlessZero(string name, int value)
        {
            if (value != 0)
            {
                writer.WriteNumber(name, value);
            }
        }
    }
}
