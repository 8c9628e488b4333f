using UpCoach.Hosting.LocalImages;

namespace UpCoach.Testing;

/// <summary>A place on this machine for a test process that runs servers or load, with the servers' programs installed.</summary>
/// <remarks>
/// Test assemblies run side by side, as many as there are cores; of those that start servers, two at most, or they would starve each other. A place is a
/// lock on a file that is held until the process ends, however it ends. Programs are installed by one at a time.
/// </remarks>
public static class ServerMachine
{
    private static readonly string[] Images = ["postgres", "redis", "prom/prometheus"];
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Places = ["upcoach-test-machine-1.lock", "upcoach-test-machine-2.lock"];
    private static readonly Lazy<Task<FileStream>> Reservation = new(PrepareAsync);

    /// <summary>Waits for the machine, then installs what it lacks, as the host does for a user. Further calls get the first one's result.</summary>
    public static Task ReserveAsync() => Reservation.Value;

    /// <summary>Installs programs that few tests need.</summary>
    internal static async Task EnsureAsync(IReadOnlyCollection<ILocalImage> images)
    {
        await using var installing = await LockAsync("upcoach-test-install.lock");
        await new ProgramInstaller().EnsureAsync(images, offline: false, new Progress<string>(Console.WriteLine), CancellationToken.None);
    }

    private static async Task<FileStream> PrepareAsync()
    {
        var reservation = await LockAsync(Places);
        await EnsureAsync([.. Images.Select(name => LocalImageCatalog.Default.Find(name)!)]);
        return reservation;
    }

    private static async Task<FileStream> LockAsync(params string[] names)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(Path.GetTempPath(), names[attempt % names.Length]), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(RetryInterval, TimeProvider.System);
            }
        }
    }
}
