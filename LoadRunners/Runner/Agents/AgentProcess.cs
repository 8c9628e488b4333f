using System.Diagnostics;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>An agent started by this process, on a free port of this machine. It ends with this process, whatever ends that.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private AgentProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Gets where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Gets its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts one.</summary>
    /// <exception cref="CommandException">It did not start.</exception>
    public static async Task<AgentProcess> StartAsync(AgentToken token, TextWriter errors, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var program = typeof(AgentProcess).Assembly.Location;
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) != Path.GetFileNameWithoutExtension(program))
        {
            start.FileName = "dotnet"; // Run by a host of another name (dotnet, a test): then the assembly is the program.
            start.ArgumentList.Add(program);
        }

        start.ArgumentList.Add("agent");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment[AgentToken.Variable] = token.Secret;
        start.Environment[AgentServer.ParentVariable] = "1";
        var process = Process.Start(start) ?? throw new CommandException("an agent process could not be started");
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text) errors.WriteLine($"agent {process.Id}: {text}");
        };
        process.BeginErrorReadLine();
        try
        {
            var address = await ReadAddressAsync(process, stop);
            _ = DrainAsync(process.StandardOutput);
            return new AgentProcess(process, address);
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Kill(_process);
        }

        _process.Dispose();
    }

    private static async Task<Uri> ReadAddressAsync(Process process, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(StartTime);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.StartsWith(AgentServer.ListeningPrefix, StringComparison.Ordinal))
                {
                    return new Uri(line[AgentServer.ListeningPrefix.Length..].Split(' ')[0]);
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CommandException($"an agent process did not listen within {StartTime.TotalSeconds:0} s");
        }

        throw new CommandException("an agent process ended before it listened");
    }

    // A pipe that nobody reads fills up, and the writer blocks.
    private static async Task DrainAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is not null)
        {
        }
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
