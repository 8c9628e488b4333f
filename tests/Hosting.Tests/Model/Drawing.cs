namespace UpCoach.Hosting.Tests.Model;

/// <summary>Starts drawings without a console table, as a test wants them.</summary>
internal static class Drawing
{
    public static IDistributedApplicationBuilder New(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
}
