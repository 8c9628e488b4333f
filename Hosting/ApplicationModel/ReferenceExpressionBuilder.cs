using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>Writes an expression down piece by piece.</summary>
public sealed class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format;
    private readonly List<IValueProvider> _valueProviders = [];
    private readonly List<string> _manifestExpressions = [];
    private readonly List<string?> _stringFormats = [];

    /// <summary>Starts with the empty text.</summary>
    public ReferenceExpressionBuilder()
        : this(16)
    {
    }

    internal ReferenceExpressionBuilder(int capacity) => _format = new StringBuilder(capacity);

    /// <summary>Gets whether nothing has been appended.</summary>
    public bool IsEmpty => _format.Length == 0;

    /// <summary>Appends an interpolated string.</summary>
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
    {
        // The compiler gave the handler this builder, so all has been written by now.
        if (!handler.WroteTo(this))
        {
            throw new ArgumentException("The text was written to another builder.", nameof(handler));
        }
    }

    /// <summary>Appends fixed text.</summary>
    public void AppendLiteral(string value) =>
        _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <summary>Appends text that is known now.</summary>
    public void AppendFormatted(string? value) => AppendLiteral(value ?? "");

    /// <summary>Appends text that is known now, escaped.</summary>
    public void AppendFormatted(string? value, string? format) => AppendLiteral(value is null ? "" : Escape(value, format));

    /// <summary>Appends a hole.</summary>
    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, null);

    /// <summary>Appends a hole whose value is escaped.</summary>
    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider
    {
        _format.Append(CultureInfo.InvariantCulture, $"{{{_valueProviders.Count}}}");
        _valueProviders.Add(valueProvider);
        _manifestExpressions.Add(valueProvider.ValueExpression);
        _stringFormats.Add(format);
    }

    /// <summary>Gives the expression written so far.</summary>
    public ReferenceExpression Build() => new(_format.ToString(), [.. _valueProviders], [.. _manifestExpressions], [.. _stringFormats]);

    internal static string Escape(string value, string? format) => format switch
    {
        null or "" => value,
        "uri" => Uri.EscapeDataString(value),
        _ => throw new FormatException($"The format '{format}' is unknown; use 'uri'."),
    };

    /// <summary>What the compiler calls for an interpolated string appended to a builder.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ReferenceExpressionBuilderInterpolatedStringHandler
    {
        private readonly ReferenceExpressionBuilder _builder;

        /// <summary>Starts an append.</summary>
        /// <param name="literalLength">The length of the fixed text.</param>
        /// <param name="formattedCount">The number of holes.</param>
        /// <param name="builder">The builder that is written to.</param>
        public ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
        {
            builder._format.EnsureCapacity(builder._format.Length + literalLength + formattedCount);
            _builder = builder;
        }

        internal bool WroteTo(ReferenceExpressionBuilder builder) => _builder == builder;

        /// <summary>Appends fixed text.</summary>
        public void AppendLiteral(string value) => _builder.AppendLiteral(value);

        /// <summary>Appends text that is known now.</summary>
        public void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        /// <summary>Appends text that is known now, escaped.</summary>
        public void AppendFormatted(string? value, string? format) => _builder.AppendFormatted(value, format);

        /// <summary>Appends a hole.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider);

        /// <summary>Appends a hole whose value is escaped.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider, format);

        /// <summary>Appends a hole for a resource's value.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider.Resource);
    }
}
