using System.CommandLine;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary><c>validate PLAN</c>: says everything that is wrong with a plan, and starts nothing.</summary>
internal static class ValidateCommand
{
    public static Command Create(RunnerContext context)
    {
        var command = new Command("validate", "Checks a plan and prints every error with its JSON path.");
        var plan = new PlanArguments();
        plan.AddTo(command);
        command.SetAction(parsed =>
        {
            var loaded = plan.Load(parsed, context);
            context.Out.WriteLine($"plan {loaded.Name} is valid: {loaded.Plan.Scenarios.Count} scenarios, {loaded.Plan.Thresholds.Count} thresholds");
            foreach (var scenario in loaded.Plan.Scenarios)
            {
                context.Out.WriteLine($"  {scenario.Name}: {scenario.Describe()}");
            }

            foreach (var note in loaded.Notes)
            {
                context.Out.WriteLine($"note: {note}");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
