using UpCoach.Hosting.Running.Processes;

// A host to be killed by tests: starts each argument as a shell command, prints the process ids and waits for its end.
// SIGTERM stops everything in reverse order, from the line "ready" on.
var stop = new TaskCompletionSource();
using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM,
    context =>
    {
        context.Cancel = true;
        stop.TrySetResult();
    });
await using var guardian = new ProcessGuardian();
var children = new List<ChildProcess>();
foreach (var command in args)
{
    var spec = new ProcessSpec("/bin/sh", ["-c", command], new Dictionary<string, string?>(), "/");
    children.Add(guardian.Start(spec, (line, isError) => Console.WriteLine(line)));
}
Console.WriteLine("ready " + string.Join(' ', children.Select(child => child.Id)));

await stop.Task;
for (var index = children.Count - 1; index >= 0; index--)
    await children[index].StopAsync();
Console.WriteLine("stopped");
