using UpCoach.Hosting.LocalImages.Programs;

namespace UpCoach.Hosting.LocalImages.Redis;

/// <summary>Stands for <c>redis</c> of Docker Hub.</summary>
/// <remarks>
/// Passwords given as options never reach the argument list of a process: the wrapper turns them into configuration that the server reads
/// from standard input, or from a file that only its user can read.
/// </remarks>
public sealed class RedisImage : ILocalImage
{
    private const int Port = 6379;
    private const string DataFolder = "/data";

    /// <inheritdoc/>
    public string ProgramName => "redis-server";

    /// <inheritdoc/>
    public IReadOnlyList<string> DebianPackages { get; } = ["redis-server"];

    /// <inheritdoc/>
    public bool Matches(string image) => ImageName.Is(image, "redis");

    /// <inheritdoc/>
    public LocalProgram? Find(string? tag) => InstalledPrograms.Find("redis-server") is { } found ? found with { Name = "redis" } : null;

    /// <inheritdoc/>
    public LocalCommand Prepare(ContainerSpec spec, LocalProgram program)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(program);
        spec = WithProgram(spec);
        var port = ContainerPort.For(spec, Port);
        var files = new ContainerFiles(spec, user: null, [DataFolder]);
        var functions = files.WriteScript("redis-functions.sh", RedisWrapper.WriteFunctions(program.Path, port));
        var wrapper = files.WriteScript("redis-server", RedisWrapper.Write(functions));
        var launch = RedisLaunch.For(spec.Entrypoint, [.. spec.Args], functions);
        var secrets = files.WriteSecret("redis.conf", launch.Configuration);
        var imageEnvironment = new Dictionary<string, string> { ["REDIS_SECRETS"] = secrets };
        var process = ContainerProcess.Create(spec with { Args = launch.Args }, files, program, wrapper, imageEnvironment, DataFolder);
        return new LocalCommand(process, new RedisProbe(port));
    }

    // The image's entrypoint runs the server for options and configuration files, and anything else as a command.
    private static ContainerSpec WithProgram(ContainerSpec spec) => (spec.Entrypoint, spec.Args) switch
    {
        (null, [var first, ..]) when first.StartsWith('-') || first.EndsWith(".conf", StringComparison.Ordinal) => spec,
        (null, [var first, ..]) => spec with { Entrypoint = first, Args = [.. spec.Args.Skip(1)] },
        _ => spec,
    };
}
