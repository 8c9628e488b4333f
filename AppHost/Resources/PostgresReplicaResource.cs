namespace UpCoach.AppHost.Resources;

/// <summary>A hot standby that streams from a primary.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="primary">The server it streams from.</param>
internal sealed class PostgresReplicaResource(string name, PostgresServerResource primary) : ContainerResource(name), IResourceWithConnectionString
{
    public const string EndpointName = "tcp";

    private EndpointReference? _primaryEndpoint;

    /// <summary>Gets the server it streams from.</summary>
    public PostgresServerResource Primary { get; } = primary;

    /// <summary>Gets the endpoint that readers use.</summary>
    public EndpointReference PrimaryEndpoint => _primaryEndpoint ??= new EndpointReference(this, EndpointName);

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={PrimaryEndpoint.Property(EndpointProperty.Host)};Port={PrimaryEndpoint.Property(EndpointProperty.Port)};Username={Primary.UserNameReference};Password={Primary.PasswordParameter}");
}
