using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Adds values from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a required parameter, read from configuration <c>Parameters:name</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(Create(builder, name, null, secret));

    /// <summary>Adds a parameter with a value that configuration may replace.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
    {
        var parameter = new ParameterResource(name, _ => builder.Configuration[KeyOf(name)] ?? value, secret);
        if (publishValueAsDefault)
        {
            parameter.Default = new ConstantParameterDefault(value);
        }

        return builder.AddResource(parameter);
    }

    /// <summary>Adds a parameter with a default. This host keeps no secrets between runs, so <paramref name="persist"/> has no effect.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddResource(Create(builder, name, value, secret));

    /// <summary>Adds a connection string that is read from configuration <c>ConnectionStrings:name</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null) =>
        builder.AddResource(new ConnectionStringParameterResource(name, _ => Required(builder, $"ConnectionStrings:{name}", name), environmentVariableName)
        {
            IsConnectionString = true,
        });

    /// <summary>Creates a password that is generated, without adding it to the model; what uses it brings it into the manifest.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0) => Create(
            builder,
            name,
            new GenerateParameterDefault
            {
                Lower = lower,
                Upper = upper,
                Numeric = numeric,
                Special = special,
                MinLower = minLower,
                MinUpper = minUpper,
                MinNumeric = minNumeric,
                MinSpecial = minSpecial,
            },
            secret: true);

    private static ParameterResource Create(IDistributedApplicationBuilder builder, string name, ParameterDefault? value, bool secret) =>
        new(name, fallback => fallback is null ? Required(builder, KeyOf(name), name) : builder.Configuration[KeyOf(name)] ?? fallback.GetDefaultValue(), secret)
        {
            Default = value,
        };

    private static string KeyOf(string name) => $"Parameters:{name}";

    private static string Required(IDistributedApplicationBuilder builder, string key, string name) => builder.Configuration[key]
        ?? throw new DistributedApplicationException(
            $"The parameter '{name}' has no value. Set the environment variable {key.Replace(":", "__", StringComparison.Ordinal)} or pass --{key}=VALUE.");
}
