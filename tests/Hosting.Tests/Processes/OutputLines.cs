using System.Collections.Concurrent;

namespace UpCoach.Hosting.Tests.Processes;

/// <summary>Keeps what a process printed.</summary>
internal sealed class OutputLines
{
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    public IReadOnlyCollection<string> Output => output;

    public IReadOnlyCollection<string> Errors => errors;

    public void Add(string line, bool isError) => (isError ? errors : output).Enqueue(line);

    public override string ToString() => string.Join('\n', output.Concat(errors));
}
