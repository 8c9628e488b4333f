using System.Collections.Concurrent;
using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.LocalImages.Programs;

namespace UpCoach.Hosting.Tests.LocalImages;

/// <summary>A machine whose apt-get is a script, and an image whose program is a file that this apt-get writes.</summary>
internal sealed class FakeMachine : ILocalImage, IProgress<string>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upcoach-test-").FullName;
    private readonly ConcurrentQueue<string> progress = new();

    public IReadOnlyCollection<string> Progress => progress;

    public string Root => Path.Combine(folder, "root");

    public string ProgramName => "toolbox";

    public IReadOnlyList<string> DebianPackages { get; } = ["toolbox-1", "toolbox-common"];

    private string ProgramPath => Path.Combine(folder, "toolbox");

    private string BinFolder => Path.Combine(folder, "bin");

    public IReadOnlyList<string> AptCalls => File.Exists(Path.Combine(folder, "calls")) ? File.ReadAllLines(Path.Combine(folder, "calls")) : [];

    public ProgramInstaller Installer(bool isRoot = true) => new(new InstallerMachine(isRoot, BinFolder, Root));

    /// <summary>Puts a program on the machine's PATH. It finds $PROGRAM (what installing brings), $ROOT, and its call is noted.</summary>
    public async Task AddProgramAsync(string name, string body)
    {
        Directory.CreateDirectory(BinFolder);
        var path = Path.Combine(BinFolder, name);
        await ScriptFile.WriteAsync(path, $"#!/bin/sh\nPROGRAM='{ProgramPath}' ROOT='{Root}'\n[ {name} != apt-get ] || echo \"$*\" >>'{folder}/calls'\n{body}\n");
    }

    /// <summary>Writes fresh package lists.</summary>
    public void AddLists()
    {
        Directory.CreateDirectory(Path.Combine(Root, "var/lib/apt/lists"));
        File.WriteAllText(Path.Combine(Root, "var/lib/apt/lists/main_Packages.lz4"), "");
    }

    public bool Exists(string path) => File.Exists(Path.Combine(Root, path));

    public bool Matches(string image) => false;

    public LocalProgram? Find(string? tag) => File.Exists(ProgramPath) ? new LocalProgram("toolbox", ProgramPath, "1") : null;

    public LocalCommand Prepare(ContainerSpec spec, LocalProgram program) => throw new NotSupportedException();

    public void Report(string value) => progress.Enqueue(value);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
