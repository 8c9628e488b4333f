using UpCoach.ServiceDefaults;

namespace UpCoach.CdnEdge;

/// <summary>What one edge node is told about itself.</summary>
/// <param name="Region">The region that the node stands for, from <c>Cdn:Region</c>.</param>
/// <param name="Name">The node's name in <c>Via</c>, <c>Cache-Status</c> and telemetry, from <c>OTEL_SERVICE_NAME</c>.</param>
/// <param name="ProbePath">What the node asks origins for each second to see whether they live, from <c>Cdn:ProbePath</c>.</param>
internal sealed record EdgeOptions(string Region, string Name, string ProbePath)
{
    /// <summary>The node's member of <c>Via</c>.</summary>
    public string Via { get; } = $"1.1 {Name}";

    /// <summary>Reads the options; a node without a region calls itself <c>local</c>.</summary>
    public static EdgeOptions Read(IConfiguration configuration, IHostEnvironment environment)
        => new(
            configuration["Cdn:Region"] is { Length: > 0 } region ? region : "local",
            ServiceName.Of(configuration, environment),
            configuration["Cdn:ProbePath"] is { Length: > 0 } path ? path : DefaultEndpointsExtensions.AlivePath);
}
