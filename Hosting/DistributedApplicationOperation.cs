namespace UpCoach.Hosting;

/// <summary>What is done with the model.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>It is started.</summary>
    Run,

    /// <summary>It is written to files.</summary>
    Publish,
}
