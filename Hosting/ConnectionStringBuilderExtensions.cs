using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting;

/// <summary>Adds connection strings composed of others' parts.</summary>
public static class ConnectionStringBuilderExtensions
{
    /// <summary>Adds a connection string. It is there when the resources that it names have started.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression)
    {
        var connectionString = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
        foreach (var resource in connectionStringExpression.ValueProviders.OfType<IResource>().Where(r => r is not ParameterResource).Distinct())
        {
            connectionString.WaitForStart(builder.CreateResourceBuilder(resource));
        }

        return connectionString;
    }

    /// <summary>Adds a connection string written piece by piece.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, Action<ReferenceExpressionBuilder> connectionStringBuilder)
    {
        var pieces = new ReferenceExpressionBuilder();
        connectionStringBuilder(pieces);
        return builder.AddConnectionString(name, pieces.Build());
    }
}
