namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A value from outside: configuration <c>Parameters:name</c>, else a default, else generated once for this run.</summary>
public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    private readonly Lazy<string> _value;

    /// <summary>Describes a parameter.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="callback">Finds the value; it is called once, with the default.</param>
    /// <param name="secret">Whether the value may never be shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        Secret = secret;
        _value = new Lazy<string>(() => callback(Default));
    }

    /// <summary>Gets or sets what the value is when nobody gives one; null makes it required.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>Gets whether the value may never be shown.</summary>
    public bool Secret { get; }

    /// <summary>Gets or sets whether the value is a connection string, found at <c>ConnectionStrings:name</c>.</summary>
    public bool IsConnectionString { get; set; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(_value.Value);
}
