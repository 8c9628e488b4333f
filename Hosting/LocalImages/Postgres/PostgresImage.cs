using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages.Postgres;

/// <summary>Stands for <c>postgres</c> of Docker Hub: the official image's environment, first start and arguments.</summary>
/// <remarks>
/// Other than in a container, 127.0.0.1 is not trusted: every client comes from there. What needs no password is the socket in the data
/// folder, which only the server's user can open. The cluster of the distribution is never touched.
/// </remarks>
public sealed class PostgresImage : ILocalImage
{
    private const int Port = 5432;
    private const string DefaultData = "/var/lib/postgresql/data";
    private const string ScriptFolder = "/docker-entrypoint-initdb.d";

    /// <inheritdoc/>
    public string ProgramName => "postgres";

    /// <inheritdoc/>
    public IReadOnlyList<string> DebianPackages { get; } = ["postgresql"];

    /// <inheritdoc/>
    public bool Matches(string image) => ImageName.Is(image, "postgres");

    /// <inheritdoc/>
    public LocalProgram? Find(string? tag) => PostgresPrograms.Find(ImageTag.MajorOf(tag));

    /// <inheritdoc/>
    public LocalCommand Prepare(ContainerSpec spec, LocalProgram program)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(program);
        var user = ContainerUser.Instead("postgres");
        var port = ContainerPort.For(spec, Port);
        var dataFolder = spec.Environment.GetValueOrDefault("PGDATA", DefaultData);
        var files = new ContainerFiles(spec, user, [DefaultData, dataFolder, ScriptFolder]);
        File.SetUnixFileMode(files.PathOf(dataFolder), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var sockets = PostgresSocket.FolderFor(files.Run, user);
        files.WriteScript("postgres", PostgresWrapper.Write(program.Path, port, sockets));
        var entrypoint = files.WriteScript("docker-entrypoint.sh", ShellText.Embedded("postgres-entrypoint.sh"));
        // Debian's client library would otherwise talk to the distribution's own cluster.
        var imageEnvironment = new Dictionary<string, string>
        {
            ["PGDATA"] = files.PathOf(DefaultData),
            ["PGHOST"] = sockets,
            ["PGPORT"] = FormattableString.Invariant($"{port}"),
            ["INITDB_SCRIPTS"] = files.PathOf(ScriptFolder),
        };
        var process = ContainerProcess.Create(spec, files, program, entrypoint, imageEnvironment, "/");
        files.HandOver();
        return new LocalCommand(process with { User = user?.Name, StopSignal = StopSignal.Interrupt }, new PostgresProbe(port, Path.Combine(files.PathOf(dataFolder), "postmaster.pid")));
    }
}
