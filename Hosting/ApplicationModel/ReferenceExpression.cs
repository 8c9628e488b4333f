using System.Globalization;
using System.Runtime.CompilerServices;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A text with holes. One value, two readings: resolved at run time, printed with placeholders at publish time.</summary>
public sealed class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    private readonly string[] _manifestExpressions;
    private readonly string?[] _stringFormats;

    internal ReferenceExpression(string format, IValueProvider[] valueProviders, string[] manifestExpressions, string?[] stringFormats)
    {
        Format = format;
        ValueProviders = valueProviders;
        _manifestExpressions = manifestExpressions;
        _stringFormats = stringFormats;
    }

    /// <summary>The empty text.</summary>
    public static readonly ReferenceExpression Empty = new("", [], [], []);

    /// <summary>Gets the composite format: text with <c>{0}</c>, <c>{1}</c> for the holes.</summary>
    public string Format { get; }

    /// <summary>Gets what fills the holes.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>Gets the placeholders that stand for the holes in the manifest.</summary>
    public IReadOnlyList<string> ManifestExpressions => _manifestExpressions;

    /// <summary>Gets how each hole's value is escaped: null is not at all, <c>uri</c> is for a URL.</summary>
    public IReadOnlyList<string?> StringFormats => _stringFormats;

    /// <inheritdoc/>
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, _manifestExpressions);

    /// <inheritdoc/>
    public IEnumerable<object> References => ValueProviders;

    /// <summary>Writes an expression down as an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.GetExpression();

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        if (Format.Length == 0)
        {
            return null;
        }

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(cancellationToken).ConfigureAwait(false);
            values[i] = value is null ? null : ReferenceExpressionBuilder.Escape(value, _stringFormats[i]);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>What the compiler calls for an interpolated string that becomes an expression.</summary>
    /// <param name="literalLength">The length of the fixed text.</param>
    /// <param name="formattedCount">The number of holes.</param>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly ReferenceExpressionBuilder _builder = new(literalLength + formattedCount);

        /// <summary>Appends fixed text.</summary>
        public readonly void AppendLiteral(string value) => _builder.AppendLiteral(value);

        /// <summary>Appends text that is known now.</summary>
        public readonly void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        /// <summary>Appends text that is known now, escaped.</summary>
        public readonly void AppendFormatted(string? value, string? format) => _builder.AppendFormatted(value, format);

        /// <summary>Appends a hole.</summary>
        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider);

        /// <summary>Appends a hole whose value is escaped.</summary>
        public readonly void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider, format);

        /// <summary>Appends a hole for a resource's value.</summary>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider.Resource);

        /// <summary>Appends a hole for a resource's value, escaped.</summary>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider.Resource, format);

        internal readonly ReferenceExpression GetExpression() => _builder.Build();
    }
}
