using System.Diagnostics;

namespace UpCoach.Hosting.Running.Processes;

/// <summary>A process started by a <see cref="ProcessGuardian"/>, together with everything that it starts itself.</summary>
/// <remarks>As in a container, the end of the first process is the end of all: what it leaves behind is killed.</remarks>
public sealed class ChildProcess
{
    // A process that even the sweep can't find may hold the output pipe; its lines are not worth waiting for. Long enough for a reader on a machine
    // that is short of time: what a process said last is what explains its end.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(20);
    private const int SweepLimit = 200;

    private readonly Process process;
    private readonly ProcessFamily family;
    private readonly TimeProvider time;
    private readonly Lock familyLock = new();
    private readonly Lock lineLock = new();
    private volatile bool hasEnded;

    internal ChildProcess(Process process, ProcessSpec spec, ProcessFamily family, Action<string, bool> onLine, TimeProvider time)
    {
        this.process = process;
        this.family = family;
        this.time = time;
        Id = process.Id;
        Spec = spec;
        var output = Task.WhenAll(ReadAsync(process.StandardOutput, false, onLine), ReadAsync(process.StandardError, true, onLine));
        Exited = WatchAsync(output);
    }

    /// <summary>Gets the process id, which is also the id of its session and process group.</summary>
    public int Id { get; }

    /// <summary>Gets what was started.</summary>
    public ProcessSpec Spec { get; }

    /// <summary>Gets a task that gives the exit code (128 + n after signal n) once the process has ended, nothing of it is left and its output is read.</summary>
    public Task<int> Exited { get; }

    /// <summary>Asks the process to stop, and kills what is left of it and its descendants after the grace time.</summary>
    /// <param name="cancellation">Cuts the grace time short: what is left is killed at once.</param>
    /// <returns>A task that ends when nothing of it is left.</returns>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        if (!hasEnded)
        {
            // Looked up before the signal: orphans can no longer be told from strangers.
            FindAlive();
            Posix.Signal(Id, (int)Spec.StopSignal);
            try
            {
                await Exited.WaitAsync(Spec.StopGrace ?? ProcessSpec.DefaultStopGrace, time, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is TimeoutException or OperationCanceledException)
            {
                KillAlive();
            }
        }
        await Exited.ConfigureAwait(false);
    }

    private async Task<int> WatchAsync(Task output)
    {
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        hasEnded = true;
        var exitCode = process.ExitCode;
        for (var attempt = 0; attempt < SweepLimit && KillAlive(); attempt++)
            await Task.Delay(SweepInterval, time, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await output.WaitAsync(DrainLimit, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }
        process.Dispose();
        return exitCode;
    }

    private bool KillAlive()
    {
        var alive = FindAlive();
        foreach (var id in alive)
            Posix.Signal(id, Posix.SignalKill);
        return alive.Count > 0;
    }

    private IReadOnlyList<int> FindAlive()
    {
        lock (familyLock)
            return family.FindAlive();
    }

    private async Task ReadAsync(StreamReader reader, bool isError, Action<string, bool> onLine)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                lock (lineLock)
                    onLine(line, isError);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed under the reader after the drain limit.
        }
    }
}
