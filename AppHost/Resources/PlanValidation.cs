using System.Diagnostics;
using System.Reflection;

namespace UpCoach.AppHost.Resources;

/// <summary>Has the runner check the plan before anything starts.</summary>
internal static class PlanValidation
{
    // The runner answers within half a second; a machine that builds at the same time is slower.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Tells whether the plan is good. Its errors go to the console, as the runner words them.</summary>
    public static async Task<bool> IsGoodAsync(LabCommandLine lab)
    {
        var runner = typeof(PlanValidation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(metadata => metadata.Key == "RunnerAssembly").Value!;
        var start = new ProcessStartInfo("dotnet", ["exec", runner, "validate", lab.Plan, .. lab.PlanChanges])
        {
            RedirectStandardOutput = true,
        };
        using var validation = Process.Start(start)!;
        var output = validation.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await validation.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            validation.Kill(entireProcessTree: true);
            Console.Error.WriteLine($"error: the runner did not check the plan '{lab.Plan}' within {Limit.TotalSeconds} s");
            return false;
        }

        if (validation.ExitCode != 0)
        {
            Console.Out.Write(await output.ConfigureAwait(false));
        }

        return validation.ExitCode == 0;
    }
}
