using System.Collections.Concurrent;

namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>A thread of its own for asynchronous work: what the work awaits in its context goes on there, and never holds up the thread pool.</summary>
internal sealed class OwnThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

    private OwnThread()
    {
    }

    /// <summary>Runs work to its end.</summary>
    /// <param name="work">The work; its awaits must not be configured away from their context.</param>
    /// <param name="name">The thread's name.</param>
    public static Task RunAsync(Func<Task> work, string name)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => new OwnThread().Run(work, done)) { IsBackground = true, Name = name }.Start();
        return done.Task;
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    private void Run(Func<Task> work, TaskCompletionSource done)
    {
        SetSynchronizationContext(this);
        var task = work();
        // Comes last: whoever posts after it is no part of the work.
        _ = task.ContinueWith(_ => Post(static _ => { }, null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            var (callback, state) = _posted.Take();
            callback(state);
        }

        done.TrySetFromTask(task);
    }
}
