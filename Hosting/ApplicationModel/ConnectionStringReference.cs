namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A use of a resource's connection string.</summary>
/// <param name="resource">The resource.</param>
/// <param name="optional">Whether the connection string may be missing.</param>
public sealed class ConnectionStringReference(IResourceWithConnectionString resource, bool optional)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>Gets the resource.</summary>
    public IResourceWithConnectionString Resource { get; } = resource;

    /// <summary>Gets whether the connection string may be missing.</summary>
    public bool Optional { get; } = optional;

    /// <inheritdoc/>
    public string ValueExpression => Resource.ValueExpression;

    /// <inheritdoc/>
    public IEnumerable<object> References => [Resource];

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var value = await Resource.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        return string.IsNullOrEmpty(value) && !Optional
            ? throw new DistributedApplicationException($"The connection string for the resource '{Resource.Name}' is not available.")
            : value;
    }
}
