using UpCoach.LoadRunners.Runner;
using UpCoach.LoadRunners.Runner.Commands;
using UpCoach.LoadRunners.Runner.Machine;

// Inline completions of sockets are the largest lever on the generator's cost; the runtime reads this before its first socket.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

GeneratorPriority.Raise();
using var signals = new StopSignals();
return await RunnerCommands.RunAsync(args, RunnerContext.OfThisProcess(), signals.Stop);
