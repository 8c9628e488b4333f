using System.CommandLine;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Runner.Commands;

/// <summary>k6's own way to share a plan out: each process is told its share, and nobody merges the figures.</summary>
internal sealed class SegmentArguments
{
    private readonly Option<string?> _segment = new("--execution-segment")
    {
        Description = "Runs this share of the plan alone, as k6: 1/4:2/4, 0.25:0.5, 25%:50%, or 1/4 for 0:1/4. To have shares merged, use --agents or --agent.",
        HelpName = "FROM:TO",
    };

    private readonly Option<string?> _sequence = new("--execution-segment-sequence")
    {
        Description = "The bounds of all shares, the same for every process: 0,1/4,2/4,3/4,1. Only with it do shares add up to the plan exactly.",
        HelpName = "BOUNDS",
    };

    public void AddTo(Command command)
    {
        command.Add(_segment);
        command.Add(_sequence);
    }

    /// <summary>Gives the share of this process; the whole plan where none is named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasAgents">Whether agents are given: those share the plan among themselves.</param>
    /// <exception cref="CommandException">It is no share, or agents are given too.</exception>
    public ExecutionSegment Read(ParseResult parsed, bool hasAgents)
    {
        var (segment, sequence) = (parsed.GetValue(_segment), parsed.GetValue(_sequence));
        if (segment is null && sequence is null) return ExecutionSegment.Whole;
        if (segment is null) throw new CommandException(ExitCodes.BadInput, $"{_sequence.Name} wants {_segment.Name} FROM:TO beside it");
        if (hasAgents) throw new CommandException(ExitCodes.BadInput, $"{_segment.Name} is for one process; --agents and --agent share the plan out by themselves");
        try
        {
            return ExecutionSegment.Parse(segment, sequence);
        }
        catch (FormatException problem)
        {
            throw new CommandException(ExitCodes.BadInput, $"{_segment.Name}: {problem.Message}");
        }
    }
}
