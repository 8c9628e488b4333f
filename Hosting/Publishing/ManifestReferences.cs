using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Publishing;

/// <summary>Prints values as placeholders and remembers what the placeholders name that the model does not hold.</summary>
internal sealed class ManifestReferences(DistributedApplicationModel model)
{
    private readonly HashSet<string> _known = new(model.Resources.Select(resource => resource.Name), StringComparer.OrdinalIgnoreCase);
    private readonly Queue<IResource> _unwritten = [];
    private readonly SortedDictionary<string, ParameterResource> _uriEncoded = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ParameterResource> UriEncodedParameters => _uriEncoded;

    public bool TryTakeUnwritten([NotNullWhen(true)] out IResource? resource) => _unwritten.TryDequeue(out resource);

    public string Print(object value)
    {
        Remember(value);
        return value switch
        {
            string text => text,
            ReferenceExpression expression => Print(expression),
            IManifestExpressionProvider provider => provider.ValueExpression,
            IResourceBuilder<IResource> { Resource: IManifestExpressionProvider provider } => provider.ValueExpression,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }

    // An escaped hole is a resource of its own in the manifest: the deployment tool escapes.
    private string Print(ReferenceExpression expression)
    {
        var holes = new object[expression.ValueProviders.Count];
        for (var i = 0; i < holes.Length; i++)
        {
            holes[i] = expression.StringFormats[i] is null
                ? expression.ValueProviders[i] is ReferenceExpression inner ? Print(inner) : expression.ManifestExpressions[i]
                : $"{{{Encoded(expression.ValueProviders[i])}.value}}";
        }

        return string.Format(CultureInfo.InvariantCulture, expression.Format, holes);
    }

    private string Encoded(IValueProvider provider)
    {
        var parameter = provider as ParameterResource
            ?? throw new DistributedApplicationException("Only a parameter can be escaped in the manifest.");
        var name = $"{parameter.Name}-uri-encoded";
        _uriEncoded[name] = parameter;
        return name;
    }

    private void Remember(object value)
    {
        if (value is IResource resource)
        {
            if (_known.Add(resource.Name))
            {
                _unwritten.Enqueue(resource);
            }
        }
        else if (value is IValueWithReferences composed)
        {
            foreach (var part in composed.References)
            {
                Remember(part);
            }
        }
    }
}
