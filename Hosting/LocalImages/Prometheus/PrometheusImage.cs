using UpCoach.Hosting.LocalImages.Programs;

namespace UpCoach.Hosting.LocalImages.Prometheus;

/// <summary>Stands for <c>prom/prometheus</c>.</summary>
public sealed class PrometheusImage : ILocalImage
{
    private const int Port = 9090;
    private const string DataFolder = "/prometheus";
    private const string ConfigFolder = "/etc/prometheus";

    // The image's own command, which arguments of a container replace.
    private static readonly string[] DefaultArgs = ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"];

    /// <inheritdoc/>
    public string ProgramName => "prometheus";

    /// <inheritdoc/>
    public IReadOnlyList<string> DebianPackages { get; } = ["prometheus"];

    /// <inheritdoc/>
    public bool Matches(string image) => ImageName.Is(image, "prom/prometheus") || image == "quay.io/prometheus/prometheus";

    /// <inheritdoc/>
    public LocalProgram? Find(string? tag) => InstalledPrograms.Find("prometheus");

    /// <inheritdoc/>
    public LocalCommand Prepare(ContainerSpec spec, LocalProgram program)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(program);
        var port = ContainerPort.For(spec, Port);
        var files = new ContainerFiles(spec, user: null, [DataFolder, ConfigFolder]);
        var wrapper = files.WriteScript("prometheus", PrometheusWrapper.Write(program.Path, port));
        var args = spec.Args.Count > 0 || spec.Entrypoint is not null ? spec.Args : DefaultArgs;
        var process = ContainerProcess.Create(spec with { Args = args }, files, program, wrapper, new Dictionary<string, string>(), DataFolder);
        return new LocalCommand(process, new HttpProbe(port, "/-/ready"));
    }
}
