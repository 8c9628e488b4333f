using System.Net.WebSockets;
using UpCoach.MockUpCoach.Realtime.Journal;

namespace UpCoach.MockUpCoach.Realtime.Delivery;

/// <summary>What one client is sent, one after the other.</summary>
/// <remarks>
/// A client that keeps up costs no memory and no thread: whoever offers a message also writes it, and the write ends at once in the socket's buffers. Only when a
/// write has to wait, later messages wait behind it, as references. A client with <see cref="MostWaiting"/> of them is too slow and is dropped: it knows its last
/// number and can come back, while a queue without end would take the memory of all.
/// <code>
/// state     offer                          write done               close
/// idle      -> sending                     -                        -> closing, writes the end
/// sending   waits; too many: -> closing    next, or -> idle         -> closing
/// closing   thrown away                    rest, then the end       -
/// </code>
/// </remarks>
internal abstract class Outbox(TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How many messages may wait, beyond what the server's and the system's socket buffers hold.</summary>
    public const int MostWaiting = 64;

    /// <summary>How long a client may take to end what it is told to end.</summary>
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();

    // All under the gate.
    private Queue<ReadOnlyMemory<byte>>? waiting;
    private TaskCompletionSource? idle;
    private CloseReason? closing;
    private bool isSending;
    private bool isDisposed;

    /// <summary>Says whether a write waits for the client.</summary>
    public bool IsBusy => Volatile.Read(ref isSending);

    /// <summary>When something was last offered, as a time stamp of the clock.</summary>
    public long LastOffer { get; private set; } = clock.GetTimestamp();

    /// <summary>Ends when this side has written its end, or the connection is lost.</summary>
    public Task Ended => ended.Task;

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sends a message of a topic in the connection's form. Never waits.</summary>
    public void Offer(Message message) => Offer(FormOf(message));

    /// <summary>Sends bytes. Never waits.</summary>
    public void Offer(ReadOnlyMemory<byte> bytes)
    {
        LastOffer = clock.GetTimestamp();
        lock (gate)
        {
            if (closing is not null)
                return;
            if (!isSending)
                isSending = true;
            else if ((waiting ??= []).Count < MostWaiting)
            {
                waiting.Enqueue(bytes);
                return;
            }
            else
                bytes = default;
        }

        if (bytes.IsEmpty)
        {
            TooSlow();
            Close(CloseReason.TooSlow);
        }
        else
            _ = SendAsync(bytes);
    }

    /// <summary>Waits until nothing waits: how a replay goes no faster than its client.</summary>
    public Task IdleAsync()
    {
        lock (gate)
            return isSending ? (idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
    }

    /// <summary>Ends the connection in order, or cuts it if the client does not play along.</summary>
    public void Close(CloseReason reason)
    {
        lock (gate)
        {
            if (closing is not null)
                return;
            closing = reason;
            if (reason.IsAtOnce)
                waiting?.Clear();
            _ = CutAfterAsync(ClosePatience);
            if (isSending)
                return;
            isSending = true;
        }

        _ = EndAsync(reason);
    }

    /// <summary>Ends when nothing is written any more, so that the request may be given back.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isDisposed = true;
            closing ??= CloseReason.Goodbye;
            waiting?.Clear();
        }

        await IdleAsync();
    }

    protected abstract ReadOnlyMemory<byte> FormOf(Message message);

    protected abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);

    protected abstract ValueTask WriteEndAsync(CloseReason reason);

    /// <summary>Called once, when the client is dropped for being slow.</summary>
    protected abstract void TooSlow();

    /// <summary>Cuts the connection.</summary>
    protected abstract void Cut();

    // A write that ends at once leaves no trace on the heap.
    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            do
                await WriteAsync(bytes);
            while (TryNext(out bytes, out var reason) || (reason is not null && await EndedWithAsync(reason)));
        }
        catch (Exception e) when (IsLoss(e))
        {
            Lost();
        }
    }

    private async Task EndAsync(CloseReason reason)
    {
        try
        {
            await EndedWithAsync(reason);
        }
        catch (Exception e) when (IsLoss(e))
        {
            Lost();
        }
    }

    private async ValueTask<bool> EndedWithAsync(CloseReason reason)
    {
        bool isGone;
        lock (gate)
            isGone = isDisposed;
        if (!isGone)
            await WriteEndAsync(reason);
        BecomeIdle();
        ended.TrySetResult();
        return false;
    }

    private bool TryNext(out ReadOnlyMemory<byte> bytes, out CloseReason? reason)
    {
        lock (gate)
        {
            reason = null;
            if (waiting?.TryDequeue(out bytes) is true)
                return true;
            bytes = default;
            reason = closing;
            if (reason is null)
                SetIdle();
            return false;
        }
    }

    private void Lost()
    {
        lock (gate)
        {
            closing ??= CloseReason.Goodbye;
            waiting?.Clear();
            if (!isDisposed)
                Cut();
        }

        BecomeIdle();
        ended.TrySetResult();
    }

    private void BecomeIdle()
    {
        lock (gate)
            SetIdle();
    }

    private void SetIdle()
    {
        isSending = false;
        idle?.TrySetResult();
        idle = null;
    }

    private async Task CutAfterAsync(TimeSpan patience)
    {
        await Task.Delay(patience, clock);
        lock (gate)
        {
            // The server gives a request's objects to the next one: a connection that has ended in order is no longer ours to cut.
            if (!isDisposed)
                Cut();
        }
    }

    private static bool IsLoss(Exception e) => e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
