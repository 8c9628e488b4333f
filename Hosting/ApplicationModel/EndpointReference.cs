namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A use of an endpoint, which need not exist yet when it is written down.</summary>
/// <param name="owner">The resource the endpoint belongs to.</param>
/// <param name="endpointName">The endpoint's name.</param>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>Refers to a declared endpoint.</summary>
    /// <param name="owner">The resource the endpoint belongs to.</param>
    /// <param name="endpoint">The endpoint.</param>
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint.Name)
    {
    }

    /// <summary>Gets the resource the endpoint belongs to.</summary>
    public IResourceWithEndpoints Resource { get; } = owner;

    /// <summary>Gets the endpoint's name.</summary>
    public string EndpointName { get; } = endpointName;

    /// <summary>Gets whether the endpoint is declared.</summary>
    public bool Exists => Find() is not null;

    /// <summary>Gets whether the endpoint has its port.</summary>
    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    /// <summary>Gets whether its scheme is http.</summary>
    public bool IsHttp => string.Equals(Scheme, "http", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets whether its scheme is https.</summary>
    public bool IsHttps => string.Equals(Scheme, "https", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the declared endpoint.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is not declared.</exception>
    public EndpointAnnotation EndpointAnnotation =>
        Find() ?? throw new InvalidOperationException($"The endpoint `{EndpointName}` is not defined for the resource `{Resource.Name}`.");

    /// <summary>Gets the scheme.</summary>
    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>Gets the host of this run.</summary>
    public string Host => Allocated.Address;

    /// <summary>Gets the port of this run.</summary>
    public int Port => Allocated.Port;

    /// <summary>Gets the declared port of the program; null is any.</summary>
    public int? TargetPort => EndpointAnnotation.TargetPort;

    /// <summary>Gets the URL of this run.</summary>
    public string Url => Allocated.UriString;

    /// <inheritdoc/>
    public string ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    /// <inheritdoc/>
    public IEnumerable<object> References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"The endpoint `{EndpointName}` of `{Resource.Name}` has no port yet.");

    /// <summary>Refers to a part of the endpoint's address.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    private EndpointAnnotation? Find() => Resource.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(endpoint => string.Equals(endpoint.Name, EndpointName, StringComparison.OrdinalIgnoreCase));
}
