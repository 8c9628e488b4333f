namespace UpCoach.Hosting.Running;

/// <summary>Prints each phase of an installation at once, in order. <see cref="Progress{T}"/> would print later, from the pool.</summary>
internal sealed class ConsoleProgress : IProgress<string>
{
    public void Report(string value) => System.Console.WriteLine(value);
}
