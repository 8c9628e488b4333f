using UpCoach.Hosting.LocalImages;

namespace UpCoach.Testing;

/// <summary>This machine, reserved for one test process that runs servers or load, with the servers' programs installed.</summary>
/// <remarks>
/// Test assemblies run side by side, but two that load the machine's few cores would spoil each other's deadlines. The reservation is a lock on a
/// file that is held until the process ends, however it ends.
/// </remarks>
public static class ServerMachine
{
    private static readonly string[] Images = ["postgres", "redis", "prom/prometheus"];
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);
    private static readonly Lazy<Task<FileStream>> Reservation = new(PrepareAsync);

    /// <summary>Waits for the machine, then installs what it lacks, as the host does for a user. Further calls get the first one's result.</summary>
    public static Task ReserveAsync() => Reservation.Value;

    private static async Task<FileStream> PrepareAsync()
    {
        var reservation = await LockAsync();
        var images = Images.Select(name => LocalImageCatalog.Default.Find(name)!).ToList();
        await new ProgramInstaller().EnsureAsync(images, offline: false, new Progress<string>(Console.WriteLine), CancellationToken.None);
        return reservation;
    }

    private static async Task<FileStream> LockAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), "upcoach-test-machine.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(RetryInterval, TimeProvider.System);
            }
        }
    }
}
