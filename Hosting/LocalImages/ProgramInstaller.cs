using System.Collections.Concurrent;
using UpCoach.Hosting.LocalImages.Programs;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages;

/// <summary>Brings the programs that images need onto a Debian machine.</summary>
/// <remarks>Packages start no service, the distribution makes no Postgres cluster, and two labs on one machine take turns.</remarks>
public sealed class ProgramInstaller
{
    // apt finishes the package at hand before it stops.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(60);
    private readonly InstallerMachine machine;

    /// <summary>Creates the installer of this machine.</summary>
    public ProgramInstaller()
        : this(InstallerMachine.This)
    {
    }

    internal ProgramInstaller(InstallerMachine machine) => this.machine = machine;

    /// <summary>Installs what is missing; returns at once where nothing is.</summary>
    /// <param name="images">The images whose programs are needed.</param>
    /// <param name="offline">Whether nothing may be installed.</param>
    /// <param name="progress">Gets one line a phase.</param>
    /// <param name="cancellation">Stops the installation in good order.</param>
    /// <returns>A task that ends when every program is there.</returns>
    /// <exception cref="MissingProgramException">A program is missing and could not be installed; the message holds the one command that does.</exception>
    public async Task EnsureAsync(
        IReadOnlyCollection<ILocalImage> images, bool offline, IProgress<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(progress);
        var missing = Missing(images);
        if (missing.Count == 0)
            return;
        var packages = missing.SelectMany(image => image.DebianPackages).Distinct(StringComparer.Ordinal).ToArray();
        if (offline)
            throw Failure(missing, packages, "Nothing is installed with --offline.");
        var apt = Executable.TryFind("apt-get", machine.SearchPath)
            ?? throw new MissingProgramException(
                $"{NamesOf(missing)}: not found, and this machine has no apt-get to install {string.Join(", ", packages)} with. Install them in its own way; they are found on PATH.");
        await using var guardian = new ProcessGuardian();
        var sudo = await FindSudoAsync(guardian).ConfigureAwait(false);
        if (!machine.IsRoot && sudo is null)
            throw Failure(missing, packages, "To install programs this lab must run as root or be allowed to use sudo without a password.");
        var (exitCode, lines) = await InstallAsync(guardian, sudo, apt, packages, progress, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        missing = Missing(images);
        if (missing.Count > 0)
            throw Failure(missing, packages, AptFailure.Explain(lines, exitCode));
    }

    private static List<ILocalImage> Missing(IReadOnlyCollection<ILocalImage> images) => [.. images.Where(image => image.Find(null) is null)];

    private static string NamesOf(IEnumerable<ILocalImage> images) => string.Join(", ", images.Select(image => image.ProgramName).Distinct(StringComparer.Ordinal));

    private async Task<string?> FindSudoAsync(ProcessGuardian guardian)
    {
        if (machine.IsRoot || Executable.TryFind("sudo", machine.SearchPath) is not { } sudo)
            return null;
        var check = guardian.Start(new ProcessSpec(sudo, ["-n", "true"], new Dictionary<string, string?>(), "/"), (_, _) => { });
        return await check.Exited.ConfigureAwait(false) == 0 ? sudo : null;
    }

    private async Task<(int ExitCode, IReadOnlyCollection<string> Lines)> InstallAsync(
        ProcessGuardian guardian, string? sudo, string apt, string[] packages, IProgress<string> progress, CancellationToken cancellation)
    {
        string[] command = ["/bin/sh", "-c", ShellText.Embedded("apt-install.sh"), "apt-install", apt, machine.Root, .. packages];
        if (sudo is not null)
            command = [sudo, "-n", .. command];
        var lines = new ConcurrentQueue<string>();
        var phases = new AptProgress(progress);
        var spec = new ProcessSpec(command[0], command[1..], new Dictionary<string, string?>(), "/", StopGrace: StopGrace);
        var child = guardian.Start(spec, (line, _) =>
        {
            lines.Enqueue(line);
            phases.Add(line);
        });
        using (cancellation.Register(() => _ = child.StopAsync(CancellationToken.None)))
            return (await child.Exited.ConfigureAwait(false), lines);
    }

    private MissingProgramException Failure(List<ILocalImage> missing, string[] packages, string reason)
    {
        var install = $"apt-get update && apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
        var command = machine.IsRoot ? install : $"sudo sh -c '{install}'";
        return new MissingProgramException($"Missing: {NamesOf(missing)}. {reason} Then start again, or install by hand: {command}");
    }
}
