using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Running;

namespace UpCoach.Hosting;

/// <summary>Says when a resource counts as healthy.</summary>
public static class HealthBuilderExtensions
{
    /// <summary>Asks for a registered health check to pass.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource => builder.WithAnnotation(new HealthCheckAnnotation(key));

    /// <summary>Asks for an HTTP request to be answered.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path; null is <c>/</c>.</param>
    /// <param name="statusCode">The status that counts as healthy; null is 200.</param>
    /// <param name="endpointName">The endpoint; null is the first of scheme http or https.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        path ??= "/";
        statusCode ??= 200;
        var key = string.Create(
            CultureInfo.InvariantCulture, $"{builder.Resource.Name}_{endpointName ?? "http"}_{path}_{statusCode}_check");
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new HttpEndpointHealthCheck(builder.Resource, endpointName, path, statusCode.Value), HealthStatus.Unhealthy, null));
        return builder.WithHealthCheck(key);
    }
}
