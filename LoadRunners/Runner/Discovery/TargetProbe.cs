using System.Net.Sockets;

namespace UpCoach.LoadRunners.Runner.Discovery;

/// <summary>Looks whether anything answers before a run is begun.</summary>
internal static class TargetProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Connects to the target's port.</summary>
    /// <exception cref="CommandException">Nothing answers; the message says what to do.</exception>
    public static async Task CheckAsync(Uri target, TimeProvider clock, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(target.Host, target.Port, either.Token);
        }
        catch (SocketException problem)
        {
            throw Unreachable(target, problem.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Unreachable(target, "no answer within 5 s");
        }
    }

    private static CommandException Unreachable(Uri target, string reason) =>
        new($"nothing answers at {target} ({reason}); start the system, or correct the address given with --target");
}
