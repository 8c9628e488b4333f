using UpCoach.Hosting.LocalImages;
using UpCoach.Testing;

namespace UpCoach.Hosting.Tests.LocalImages;

[Trait("kind", "server")]
public sealed class ProgramInstallerTests : IDisposable
{
    private readonly FakeMachine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public async Task Ensure_NothingMissing_AsksNobody()
    {
        await machine.AddProgramAsync("apt-get", "touch \"$PROGRAM\"");
        await EnsureAsync();
        await EnsureAsync(offline: true);
        Assert.Equal(2, machine.AptCalls.Count);
    }

    [Fact]
    public async Task Ensure_FreshLists_OnlyInstalls()
    {
        machine.AddLists();
        await machine.AddProgramAsync("apt-get", "touch \"$PROGRAM\"");
        await EnsureAsync();
        var call = Assert.Single(machine.AptCalls);
        Assert.EndsWith("install toolbox-1 toolbox-common", call, StringComparison.Ordinal);
        Assert.Contains("--no-install-recommends", call, StringComparison.Ordinal);
        Assert.Equal(["installing toolbox-1 toolbox-common"], machine.Progress);
    }

    [Fact]
    public async Task Ensure_NoLists_UpdatesFirst()
    {
        await machine.AddProgramAsync("apt-get", "case \"$*\" in *install*) touch \"$PROGRAM\" ;; esac");
        await EnsureAsync();
        Assert.Equal(["updating the package lists", "installing toolbox-1 toolbox-common"], machine.Progress);
    }

    [Fact]
    public async Task Ensure_StaleLists_UpdatesAfterAFailureAndTriesAgain()
    {
        machine.AddLists();
        await machine.AddProgramAsync("apt-get", "case \"$*\" in *update*) touch \"$ROOT/updated\" ;; *) [ -e \"$ROOT/updated\" ] || exit 100; touch \"$PROGRAM\" ;; esac");
        await EnsureAsync();
        Assert.Equal(3, machine.AptCalls.Count);
    }

    [Fact]
    public async Task Ensure_StatusLines_BecomeFewPhases()
    {
        machine.AddLists();
        await machine.AddProgramAsync("apt-get", "for p in 0 10 30.5 31 99; do echo \"pmstatus:toolbox-1:$p:Unpacking\"; done; touch \"$PROGRAM\"");
        await EnsureAsync();
        Assert.Equal(["installing toolbox-1 toolbox-common", "unpacking packages 0 %", "unpacking packages 25 %", "unpacking packages 75 %"], machine.Progress);
    }

    [Fact]
    public async Task Ensure_InitSystem_StartsNoServiceAndMakesNoCluster()
    {
        machine.AddLists();
        Directory.CreateDirectory(Path.Combine(machine.Root, "run/systemd/system"));
        await machine.AddProgramAsync("apt-get", "\"$ROOT/usr/sbin/policy-rc.d\"; [ $? = 101 ] && grep -q false \"$ROOT\"/etc/postgresql-common/createcluster.d/*.conf && touch \"$PROGRAM\"");
        await EnsureAsync();
        Assert.False(machine.Exists("usr/sbin/policy-rc.d"), "the policy is taken back");
        Assert.False(machine.Exists("etc/postgresql-common/createcluster.d/upcoach-lab.conf"), "the setting is taken back");
    }

    [Theory]
    [InlineData("E: Failed to fetch http://deb/x  Temporary failure resolving 'deb'", "No package server could be reached")]
    [InlineData("E: You don't have enough free space in /var/cache/apt/archives/.", "The disk is full")]
    [InlineData("E: Unable to locate package toolbox-1", "This distribution lacks a package")]
    [InlineData("E: Something new", "apt ended with 100 and said: E: Something new")]
    public async Task Ensure_AptFails_SaysCauseAndCommand(string line, string cause)
    {
        machine.AddLists();
        await machine.AddProgramAsync("apt-get", $"echo \"{line}\" >&2; exit 100");
        var failure = await FailureAsync();
        Assert.Contains(cause, failure, StringComparison.Ordinal);
        Assert.Contains("install by hand: apt-get update && apt-get install -y --no-install-recommends toolbox-1 toolbox-common", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_Offline_SaysTheCommandAndInstallsNothing()
    {
        await machine.AddProgramAsync("apt-get", "touch \"$PROGRAM\"");
        Assert.StartsWith("Missing: toolbox. Nothing is installed with --offline.", await FailureAsync(offline: true), StringComparison.Ordinal);
        Assert.Empty(machine.AptCalls);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("exit 1")]
    public async Task Ensure_NeitherRootNorSudo_SaysTheCommand(string? sudo)
    {
        await machine.AddProgramAsync("apt-get", "touch \"$PROGRAM\"");
        if (sudo is not null)
            await machine.AddProgramAsync("sudo", sudo);
        var failure = await FailureAsync(isRoot: false);
        Assert.EndsWith("sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends toolbox-1 toolbox-common'", failure, StringComparison.Ordinal);
        Assert.Empty(machine.AptCalls);
    }

    [Fact]
    public async Task Ensure_SudoWithoutPassword_IsUsed()
    {
        machine.AddLists();
        await machine.AddProgramAsync("apt-get", "touch \"$PROGRAM\"");
        await machine.AddProgramAsync("sudo", "[ \"$1\" = -n ] || exit 1; shift; exec \"$@\"");
        await machine.Installer(isRoot: false).EnsureAsync([machine], false, machine, TestContext.Current.CancellationToken);
        Assert.Single(machine.AptCalls);
    }

    [Fact]
    public async Task Ensure_NoApt_SaysSo()
    {
        Assert.Contains("has no apt-get", await FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_Cancelled_EndsTheDownloadAndTakesBackItsSettings()
    {
        machine.AddLists();
        await machine.AddProgramAsync("apt-get", "echo 'dlstatus:1:0:Downloading'; exec sleep 600");
        using var stop = new CancellationTokenSource();
        var installing = machine.Installer().EnsureAsync([machine], false, machine, stop.Token);
        await Eventually.TrueAsync(() => machine.Progress.Contains("downloading packages 0 %"), "download");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => installing);
        Assert.Single(machine.AptCalls);
        Assert.False(machine.Exists("etc/postgresql-common/createcluster.d/upcoach-lab.conf"), "the setting is taken back");
    }

    private Task EnsureAsync(bool offline = false) => machine.Installer().EnsureAsync([machine], offline, machine, TestContext.Current.CancellationToken);

    private async Task<string> FailureAsync(bool isRoot = true, bool offline = false) => (await Assert.ThrowsAsync<MissingProgramException>(
        () => machine.Installer(isRoot).EnsureAsync([machine], offline, machine, TestContext.Current.CancellationToken))).Message;
}
