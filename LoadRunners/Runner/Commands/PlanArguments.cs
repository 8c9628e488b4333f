using System.CommandLine;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Runner.Plans;
using UpCoach.LoadRunners.Scenarios.Lab;

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

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Runs only scenarios with this tag or name; as often as wanted, or with commas between.",
        HelpName = "TAG",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _allowDestructive = new("--allow-destructive")
    {
        Description = "Also outside the lab, runs scenarios that kill, promote or flush what they test.",
    };

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
        command.Add(_only);
    }

    /// <summary>Adds what only a command that runs the plan takes.</summary>
    public void AddRunTo(Command command)
    {
        AddTo(command);
        command.Add(_allowDestructive);
    }

    /// <summary>Finds, reads and checks the plan.</summary>
    /// <exception cref="CommandException">There is none, or it has errors: all of them, each with its place.</exception>
    public LoadedPlan Load(ParseResult parsed, RunnerContext context)
    {
        var overrides = new PlanOverrides(parsed.GetValue(_scaleTime), parsed.GetValue(_scaleRate))
        {
            Only = [.. (parsed.GetValue(_only) ?? []).SelectMany(tags => tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()],
        };
        return parsed.GetValue(_k6Options) is { } script
            ? LoadedPlan.ReadK6Script(PlanFile.FindScript(script, context.WorkingDirectory), context.Catalog, overrides, context.Environment)
            : LoadedPlan.Read(PlanFile.Find(parsed.GetValue(_plan)!, context.WorkingDirectory), context.Catalog, overrides);
    }

    /// <summary>As <see cref="Load"/>, without the scenarios that can't be done here.</summary>
    /// <exception cref="CommandException">As there, or nothing is left to run.</exception>
    public LoadedPlan LoadRunnable(ParseResult parsed, RunnerContext context)
    {
        var plan = Load(parsed, context);
        return plan.Without(ScenarioConditions.Unmet(plan.Plan, context.Catalog, new LabServices(context.Environment), parsed.GetValue(_allowDestructive)), context.Catalog);
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
