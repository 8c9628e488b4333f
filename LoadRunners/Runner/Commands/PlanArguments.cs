using System.CommandLine;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Runner.Plans;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary>The plan and its scales, as several commands take them.</summary>
internal sealed class PlanArguments
{
    private readonly Argument<string?> _plan = new("PLAN")
    {
        Description = "A plan file, or the name of one: NAME stands for plans/NAME.json in this folder or a parent of it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _k6Options = new("--k6-options")
    {
        Description = "Instead of PLAN: a k6 script, whose exported options are the plan; scenarios of the same names take the place of its functions.",
        HelpName = "SCRIPT",
    };

    private readonly Option<double> _scaleTime = Scale("--scale-time", "Factor on all durations of the plan.");
    private readonly Option<double> _scaleRate = Scale("--scale-rate", "Factor on all rates and virtual users of the plan.");

    public void AddTo(Command command)
    {
        command.Add(_plan);
        command.Add(_k6Options);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_plan) is null == result.GetValue(_k6Options) is null)
                result.AddError("Give a PLAN, or --k6-options SCRIPT.");
        });
        command.Add(_scaleTime);
        command.Add(_scaleRate);
    }

    /// <summary>Finds, reads and checks the plan.</summary>
    /// <exception cref="CommandException">There is none, or it has errors: all of them, each with its place.</exception>
    public LoadedPlan Load(ParseResult parsed, RunnerContext context)
    {
        var overrides = new PlanOverrides(parsed.GetValue(_scaleTime), parsed.GetValue(_scaleRate));
        return parsed.GetValue(_k6Options) is { } script
            ? LoadedPlan.ReadK6Script(PlanFile.FindScript(script, context.WorkingDirectory), context.Catalog, overrides, context.Environment)
            : LoadedPlan.Read(PlanFile.Find(parsed.GetValue(_plan)!, context.WorkingDirectory), context.Catalog, overrides);
    }

    private static Option<double> Scale(string name, string description)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => 1, HelpName = "X" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(double.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var value)
                && double.IsFinite(value) && value > 0))
            {
                result.AddError($"{name} wants a number over 0, as 0.1; not '{result.Tokens[0].Value}'.");
            }
        });
        return option;
    }
}
