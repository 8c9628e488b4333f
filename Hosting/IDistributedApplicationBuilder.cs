using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Eventing;

namespace UpCoach.Hosting;

/// <summary>Draws an application. Adding only adds data; <see cref="Build"/> checks it.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Gets the configuration: settings files, environment, command line, each over the former.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Gets the folder that relative paths start from.</summary>
    string AppHostDirectory { get; }

    /// <summary>Gets the host's environment.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Gets the host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Gets the events.</summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>Gets whether the model will run or be published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>Gets the resources drawn so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource.</summary>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Gives a handle on a resource without adding it.</summary>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    /// <summary>Checks the drawing and makes it an application.</summary>
    /// <exception cref="DistributedApplicationException">The drawing has errors; the message lists every one.</exception>
    DistributedApplication Build();
}
