using System.Diagnostics;

namespace UpCoach.Hosting.Running.Processes;

/// <summary>
/// The tiny process that outlives the host by a moment: a shell that reads from a pipe whose other end only the host holds, and kills all
/// that the host has started when that end is closed, by whatever death.
/// </summary>
/// <remarks>
/// Not PR_SET_PDEATHSIG: it fires when the creating *thread* ends, is lost at a change of user, and reaches no grandchild.
/// The pipe's end is close-on-exec, as all of .NET's, so no child inherits it.
/// </remarks>
internal sealed class Guard : IDisposable
{
    private static readonly string Script = ReadScript();
    private readonly Process process;

    /// <summary>Starts a guard.</summary>
    /// <param name="mark">What the environment of everything to guard contains.</param>
    public Guard(string mark)
    {
        // A session of its own: Ctrl+C and the end of the terminal do not reach it.
        var start = new ProcessStartInfo(Executable.Find("setsid", null), ["/bin/sh", "-c", Script, "upcoach-guard", mark])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        process = Process.Start(start)!;
        // It writes nothing; but it must not hold the host's own output open either.
        process.StandardOutput.Close();
        process.StandardError.Close();
        process.StandardInput.AutoFlush = true;
        Exited = process.WaitForExitAsync();
    }

    public int Id => process.Id;

    public Task Exited { get; }

    /// <summary>Takes a process into custody.</summary>
    /// <remarks>What is stopped by SIGINT gets SIGQUIT here: Postgres then ends without a checkpoint, which nobody waits for any more, and still frees its shared memory.</remarks>
    /// <exception cref="IOException">The guard is dead.</exception>
    public void Add(int id, StopSignal signal) => Write($"+ {id} {(signal == StopSignal.Interrupt ? "QUIT" : "TERM")}\n");

    /// <summary>Lets a process go that has ended.</summary>
    /// <exception cref="IOException">The guard is dead.</exception>
    public void Remove(int id) => Write($"- {id}\n");

    /// <summary>Lets the guard kill what is left, and end.</summary>
    public void Close()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is dead already.
        }
    }

    public void Dispose()
    {
        Close();
        process.Dispose();
    }

    private void Write(FormattableString command) => process.StandardInput.Write(FormattableString.Invariant(command));

    private static string ReadScript()
    {
        using var stream = typeof(Guard).Assembly.GetManifestResourceStream("guard.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
