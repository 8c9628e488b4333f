namespace UpCoach.AppHost.Resources;

/// <summary>A Prometheus server.</summary>
/// <param name="name">The resource's name.</param>
internal sealed class PrometheusResource(string name) : ContainerResource(name), IResourceWithServiceDiscovery
{
    /// <summary>Gets what is scraped: the job and the resource.</summary>
    public List<(string Job, IResourceWithEndpoints Target)> Targets { get; } = [];

    /// <summary>Composes <c>job/instance=host:port</c> of every target, with a space between.</summary>
    public ReferenceExpression TargetsExpression
    {
        get
        {
            var targets = new ReferenceExpressionBuilder();
            foreach (var (job, target) in Targets)
            {
                targets.AppendLiteral($"{(targets.IsEmpty ? "" : " ")}{job}/{target.Name}=");
                targets.Append($"{new EndpointReference(target, "http").Property(EndpointProperty.HostAndPort)}");
            }

            return targets.Build();
        }
    }
}
