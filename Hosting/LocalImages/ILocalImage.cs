namespace UpCoach.Hosting.LocalImages;

/// <summary>Runs a container image by a program of this machine. One implementation an image.</summary>
public interface ILocalImage
{
    /// <summary>Gets the program's name, such as <c>postgres</c>.</summary>
    string ProgramName { get; }

    /// <summary>Gets the Debian packages that bring the program.</summary>
    IReadOnlyList<string> DebianPackages { get; }

    /// <summary>Tells whether an image is this one.</summary>
    /// <param name="image">The image without tag, with or without registry: <c>postgres</c>, <c>docker.io/library/postgres</c>.</param>
    /// <returns>Whether it is.</returns>
    bool Matches(string image);

    /// <summary>Finds the program.</summary>
    /// <param name="tag">The image's tag: of several versions the one with its major version is preferred, else the highest.</param>
    /// <returns>The program, or null where the machine has none.</returns>
    LocalProgram? Find(string? tag);

    /// <summary>Writes what the program needs below the container's data folder and says how to run it.</summary>
    /// <param name="spec">The container.</param>
    /// <param name="program">The program, as found.</param>
    /// <returns>The command.</returns>
    /// <exception cref="LocalImageException">The container cannot run here; the message says why and what helps.</exception>
    LocalCommand Prepare(ContainerSpec spec, LocalProgram program);
}
