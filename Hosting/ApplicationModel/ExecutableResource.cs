namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A program of this machine.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The program: a path, or a name looked up on PATH.</param>
/// <param name="workingDirectory">The folder it runs in.</param>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    /// <summary>Gets the program: a path, or a name looked up on PATH.</summary>
    public string Command { get; } = command;

    /// <summary>Gets the folder the program runs in.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}
