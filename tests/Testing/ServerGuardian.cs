using System.Diagnostics;
using System.Globalization;

namespace UpCoach.Testing;

/// <summary>Starts servers so that none outlives this process, however it ends.</summary>
/// <remarks>
/// A shell reads its input, which is a pipe from this process. When the pipe closes, because of <see cref="DisposeAsync"/> or because the process was
/// killed, the shell kills whatever it was told of. A parent-death signal would not do: it follows the thread that started the child.
/// </remarks>
internal sealed class ServerGuardian : IAsyncDisposable
{
    // A line "+ID" tells of a process that runs, "-ID" of one that ended. A postmaster's children end when it does.
    private const string Script = """
        trap '' INT TERM HUP
        ids=" "
        while read -r line; do
          id=${line#?}
          case $line in +*) ids="$ids$id " ;; -*) ids="${ids%% $id *} ${ids#* $id }" ;; esac
        done
        for id in $ids; do kill -QUIT "$id" 2>/dev/null; done
        sleep 0.3
        for id in $ids; do kill -KILL "$id" 2>/dev/null; done
        rm -rf "$1"
        """;

    private readonly Process shell;
    private readonly Dictionary<int, Process> running = [];

    private ServerGuardian(Process shell) => this.shell = shell;

    /// <summary>Starts the guard of what will run, and of <paramref name="folder"/>, which is deleted at the end.</summary>
    public static ServerGuardian Start(string folder) =>
        new(Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script, "sh", folder]) { RedirectStandardInput = true, UseShellExecute = false })!);

    /// <summary>Starts a program that runs until it is stopped, and gives its process id.</summary>
    public int Run(string program, bool asPostgres, string folder, string logFile, params string[] arguments)
    {
        var process = Launch(program, asPostgres, folder, logFile, arguments);
        running[process.Id] = process;
        Tell('+', process.Id);
        return process.Id;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is its output.</exception>
    public static async Task CompleteAsync(string program, string folder, string logFile, CancellationToken stop, params string[] arguments)
    {
        using var process = Launch(program, asPostgres: true, folder, logFile, arguments);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {await File.ReadAllTextAsync(Path.Combine(folder, logFile), stop)}");
    }

    public async Task StopAsync(int id, string signal, CancellationToken stop)
    {
        if (!running.Remove(id, out var process))
            return;
        using (process)
        {
            using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(stop);
            await process.WaitForExitAsync(stop);
            Tell('-', id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        foreach (var process in running.Values)
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private void Tell(char sign, int id)
    {
        shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sign}{id}"));
        shell.StandardInput.Flush();
    }

    // The shell execs the program, so the process id is the program's; its output goes to a file, so that no pipe can fill up.
    private static Process Launch(string program, bool asPostgres, string folder, string logFile, string[] arguments)
    {
        string[] drop = asPostgres && Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];
        string[] command = ["setsid", .. drop, program, .. arguments];
        return Process.Start(new ProcessStartInfo("sh", ["-c", "log=$1; shift; exec \"$@\" >> \"$log\" 2>&1 < /dev/null", "sh", Path.Combine(folder, logFile), .. command])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
        })!;
    }
}
