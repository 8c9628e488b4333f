namespace UpCoach.AppHost.Resources;

/// <summary>Command line in, exit code out.</summary>
internal static class Lab
{
    /// <summary>Reads the command line, has the topology drawn, and runs or publishes it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="draw">Draws the topology.</param>
    /// <returns>The exit code of the contract.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IDistributedApplicationBuilder, LabCommandLine> draw)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var lab = LabCommandLine.Parse(args);
        if (lab.Errors.Count > 0)
        {
            PrintErrors(lab.Errors);
            Console.Error.WriteLine("See --help.");
            return ExitCode.BadInput;
        }

        if (lab.Help)
        {
            Console.WriteLine(LabCommandLine.Usage);
            return ExitCode.Pass;
        }

        if (lab is { Publisher: null, HasPlan: true } && !await PlanValidation.IsGoodAsync(lab).ConfigureAwait(false))
        {
            return ExitCode.BadInput;
        }

        try
        {
            var builder = DistributedApplication.CreateBuilder(lab.HostArguments);
            draw(builder, lab);
            await using var app = builder.Build();
            if (lab.Publisher is null)
            {
                return await new LoadTestRun(app, lab, begin).RunAsync().ConfigureAwait(false);
            }

            await app.RunAsync().ConfigureAwait(false);
            return ExitCode.Pass;
        }
        catch (Exception error) when (error is DistributedApplicationException or IOException or UnauthorizedAccessException)
        {
            PrintErrors(error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return ExitCode.LabFailed;
        }
    }

    private static void PrintErrors(IEnumerable<string> errors)
    {
        foreach (var error in errors)
        {
            Console.Error.WriteLine($"error: {error}");
        }
    }
}
