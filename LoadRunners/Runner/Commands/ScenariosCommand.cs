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
                string[] facts =
                [
                    scenario.Tags.Count > 0 ? $"tags: {string.Join(", ", scenario.Tags)}" : "",
                    scenario.Measures.Length > 0 ? $"measures: {scenario.Measures}" : "",
                    scenario.Needs.Count > 0 ? $"needs: {string.Join(", ", scenario.Needs)}" : "",
                    scenario.Breaks is { } harm ? $"breaks: {harm}" : "",
                ];
                foreach (var fact in facts.Where(fact => fact.Length > 0)) context.Out.WriteLine($"{new string(' ', width)}    {fact}");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
