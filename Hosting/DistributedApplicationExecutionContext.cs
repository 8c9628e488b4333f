namespace UpCoach.Hosting;

/// <summary>Whether the model runs or is published.</summary>
/// <param name="operation">What is done with the model.</param>
/// <param name="publisherName">The publisher's name; empty where the model runs.</param>
public sealed class DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string publisherName = "")
{
    /// <summary>Gets what is done with the model.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Gets the publisher's name; empty where the model runs.</summary>
    public string PublisherName { get; } = publisherName;

    /// <summary>Gets whether the model is written to files.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>Gets whether the model is started.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;
}
