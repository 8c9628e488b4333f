namespace UpCoach.LoadRunners.Runner.Progress;

/// <summary>Reads <c>RUNNER_PROGRESS</c>.</summary>
internal static class ProgressModes
{
    public const string Variable = "RUNNER_PROGRESS";

    /// <exception cref="CommandException">The value is none of the three.</exception>
    public static ProgressMode Of(RunnerContext context, bool isQuiet) => isQuiet ? ProgressMode.None : context.Variable(Variable) switch
    {
        null or "sparse" => ProgressMode.Sparse,
        "each-second" => ProgressMode.EachSecond,
        "none" => ProgressMode.None,
        var other => throw new CommandException(ExitCodes.BadInput, $"{Variable} is '{other}'; allowed are each-second, sparse, none"),
    };
}
