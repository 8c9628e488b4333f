using System.Diagnostics;

namespace UpCoach.Hosting.Tests.LocalImages;

/// <summary>Writes scripts that are run afterwards.</summary>
/// <remarks>
/// By a process of its own. A program that this process starts meanwhile, for a test beside, would inherit a file that is open for writing until it has
/// become its program, and a file that somebody has open for writing can't be run (ETXTBSY).
/// </remarks>
internal static class ScriptFile
{
    public static async Task WriteAsync(string path, string text)
    {
        using var writer = Process.Start(new ProcessStartInfo("sh", ["-c", "cat >\"$1\" && chmod 500 \"$1\"", "sh", path]) { RedirectStandardInput = true })!;
        await writer.StandardInput.WriteAsync(text);
        writer.StandardInput.Close();
        await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, writer.ExitCode);
    }
}
