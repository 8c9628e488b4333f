using System.CommandLine;
using UpCoach.LoadRunners.Runner.Outputs;
using UpCoach.LoadRunners.Runner.Plans;
using UpCoach.LoadRunners.Runner.Progress;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary>Where a run's result goes and what it is enriched with, as <c>run</c> and <c>coordinate</c> take it.</summary>
internal sealed class ReportArguments
{
    private readonly Option<string[]> _out = new("--out")
    {
        Description = "Folder of the result (results/STAMP-PLAN by default); or, as often as wanted, json=FILE, prometheus=URL, otlp=URL.",
        HelpName = "DIR|KIND=WHERE",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _topology = new("--topology") { Description = "What the host wrote about the topology.", HelpName = "FILE" };
    private readonly Option<bool> _allowPartial = new("--allow-partial") { Description = "Judge the rest when an agent was lost; else such a run is void." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress and no summary." };

    public void AddTo(Command command)
    {
        command.Add(_out);
        command.Add(_topology);
        command.Add(_allowPartial);
        command.Add(_quiet);
    }

    /// <exception cref="CommandException">An output is unknown, or two folders are given.</exception>
    public LoadTestOptions Options(ParseResult parsed, RunnerContext context, LoadedPlan plan, Uri? prometheus)
    {
        var outputs = (parsed.GetValue(_out) ?? []).Select(OutputAddress.Read).ToLookup(output => output.Kind is null);
        return outputs[true].Count() <= 1
            ? Options(parsed, context, plan, prometheus, outputs[true].FirstOrDefault()?.Where, [.. outputs[false]])
            : throw new CommandException(ExitCodes.BadInput, $"--out names {outputs[true].Count()} folders: {string.Join(", ", outputs[true])}; a run has one");
    }

    private LoadTestOptions Options(
        ParseResult parsed, RunnerContext context, LoadedPlan plan, Uri? prometheus, string? folder, IReadOnlyList<OutputAddress> outputs) => new()
    {
        Plan = plan,
        OutputFolder = folder,
        Outputs = outputs,
        Prometheus = prometheus,
        TopologyFile = parsed.GetValue(_topology) is { } file ? Path.GetFullPath(file, context.WorkingDirectory) : null,
        AllowPartial = parsed.GetValue(_allowPartial),
        IsQuiet = parsed.GetValue(_quiet),
        Progress = ProgressModes.Of(context, parsed.GetValue(_quiet)),
    };
}
