using System.CommandLine;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary><c>scenarios</c>: lists what a plan may run.</summary>
internal static class ScenariosCommand
{
    public static Command Create(RunnerContext context)
    {
        var command = new Command("scenarios", "Lists the scenarios that a plan may name.");
        command.SetAction(_ =>
        {
            var width = context.Catalog.Names.Select(name => name.Length).DefaultIfEmpty(0).Max();
            foreach (var scenario in context.Catalog.Definitions)
            {
                context.Out.WriteLine($"{scenario.Name.PadRight(width)}  {scenario.Description}");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
