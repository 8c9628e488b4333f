using Microsoft.Win32.SafeHandles;

namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>The right to write an upload: whoever has its file open. It holds over all replicas, and ends with its process.</summary>
internal static class TusLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Opens the file; null if there is none.</summary>
    /// <exception cref="TusException">Another request is writing: 423. It is waited for a moment, since one that was cut off ends by itself.</exception>
    public static async Task<SafeFileHandle?> TakeAsync(string place, TimeProvider clock, CancellationToken stop)
    {
        for (var began = clock.GetTimestamp(); ;)
        {
            try
            {
                return File.OpenHandle(place, FileMode.Open, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
            }
            catch (FileNotFoundException)
            {
                return null;
            }
            catch (IOException) when (clock.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, clock, stop);
            }
            catch (IOException)
            {
                throw new TusException(StatusCodes.Status423Locked, "Another request is writing this upload.");
            }
        }
    }
}
