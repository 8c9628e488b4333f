using System.ComponentModel;
using System.Diagnostics;

namespace UpCoach.Hosting.Running.Processes;

/// <summary>Starts processes and guarantees that none outlives this one, not even after <c>kill -9</c>.</summary>
/// <remarks>
/// Three nets: each child is a session of its own, so that its group can be addressed and Ctrl+C does not reach it; a <see cref="Guard"/>
/// outside kills all of them when this process ends in any way; a mark in the environment finds what has left its session. Linux only.
/// </remarks>
public sealed class ProcessGuardian : IAsyncDisposable
{
    /// <summary>The variable that marks everything started here.</summary>
    internal const string MarkVariable = "UPCOACH_PROCESS";

    // The guard gives up after 8 s at the latest.
    private static readonly TimeSpan GuardLimit = TimeSpan.FromSeconds(10);

    private readonly TimeProvider time;
    private readonly string id = Guid.NewGuid().ToString("n");
    private readonly Lock stateLock = new();

    // Under stateLock: what runs, the guard that knows it, and whether all is over.
    private readonly Dictionary<int, ChildProcess> running = [];
    private Guard guard;
    private int started;
    private bool isDisposed;

    /// <summary>Starts the guard.</summary>
    /// <param name="time">The clock of grace times; default the system's.</param>
    /// <exception cref="ProcessStartException">This machine lacks <c>setsid</c> (package util-linux).</exception>
    public ProcessGuardian(TimeProvider? time = null)
    {
        this.time = time ?? TimeProvider.System;
        guard = StartGuard();
    }

    /// <summary>Gets the id of the guard's process.</summary>
    internal int GuardId
    {
        get
        {
            lock (stateLock)
                return guard.Id;
        }
    }

    /// <summary>Starts a process in a session of its own.</summary>
    /// <param name="spec">What to start.</param>
    /// <param name="onLine">Gets each line of output; true is stderr. Called one at a time, from a thread of the pool; must not throw.</param>
    /// <returns>The running process.</returns>
    /// <exception cref="ProcessStartException">The program is missing or could not be started.</exception>
    public ChildProcess Start(ProcessSpec spec, Action<string, bool> onLine)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(onLine);
        lock (stateLock)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            var mark = $"{id}.{++started}";
            var start = ProcessStart.For(spec, MarkVariable, mark);
            var process = StartProcess(start, spec);
            process.StandardInput.Close();
            Inform(current => current.Add(process.Id, spec.StopSignal));
            var child = new ChildProcess(process, spec, new ProcessFamily(process.Id, $"{MarkVariable}={mark}"), onLine, time);
            running.Add(child.Id, child);
            _ = ForgetAsync(child);
            return child;
        }
    }

    /// <summary>Stops whatever still runs, then the guard itself.</summary>
    /// <returns>A task that ends when nothing is left.</returns>
    public async ValueTask DisposeAsync()
    {
        ChildProcess[] left;
        lock (stateLock)
        {
            if (isDisposed)
                return;
            isDisposed = true;
            left = [.. running.Values];
        }
        await Task.WhenAll(left.Select(child => child.StopAsync())).ConfigureAwait(false);
        guard.Close();
        try
        {
            await guard.Exited.WaitAsync(GuardLimit, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Posix.Signal(guard.Id, Posix.SignalKill);
            await guard.Exited.ConfigureAwait(false);
        }
        guard.Dispose();
    }

    private static Process StartProcess(ProcessStartInfo start, ProcessSpec spec)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            var user = spec.User is null ? "" : $" as user {spec.User}";
            throw new ProcessStartException($"Cannot start {spec.FileName}{user} in {spec.WorkingDirectory}: {e.Message}", e);
        }
    }

    private async Task ForgetAsync(ChildProcess child)
    {
        await child.Exited.ConfigureAwait(false);
        lock (stateLock)
        {
            running.Remove(child.Id);
            Inform(current => current.Remove(child.Id));
        }
    }

    // Under stateLock.
    private void Inform(Action<Guard> tell)
    {
        try
        {
            tell(guard);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The guard is dead or closed: its successor is told everything.
        }
    }

    private Guard StartGuard()
    {
        var successor = new Guard($"{MarkVariable}={id}.");
        _ = ReplaceAsync(successor);
        return successor;
    }

    // A guard that was killed is replaced, and its successor learns what runs.
    private async Task ReplaceAsync(Guard watched)
    {
        await watched.Exited.ConfigureAwait(false);
        lock (stateLock)
        {
            if (isDisposed)
                return;
            try
            {
                guard = StartGuard();
            }
            catch (Exception e) when (e is Win32Exception or IOException or ProcessStartException)
            {
                // Without a guard the promise cannot be kept; then nothing may run.
                foreach (var child in running.Values)
                    _ = child.StopAsync();
                return;
            }
            watched.Dispose();
            foreach (var child in running.Values)
                Inform(current => current.Add(child.Id, child.Spec.StopSignal));
        }
    }
}
