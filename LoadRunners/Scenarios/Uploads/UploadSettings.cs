using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>What a plan may say in the <c>env</c> of upload scenarios. Times in milliseconds, sizes in bytes.</summary>
/// <param name="Settle">How long after the start nobody reads back what was sent: <c>SETTLE</c>; 0 by default.</param>
/// <param name="Bytes">The size of a file where the scenario has no size of its own: <c>BYTES</c>; 1,000,000 by default.</param>
/// <param name="Chunk">The most bytes of one request by tus: <c>CHUNK</c>; 1,000,000 by default. Clients on phones send some such (TUSKit: 500 KiB).</param>
/// <param name="Cuts">How often an upload is cut off: <c>CUTS</c>; 3 by default.</param>
/// <param name="Few">How many users send alone at first: <c>FEW</c>; 10 by default.</param>
/// <param name="Crowd">How many users the scenario has in all: <c>CROWD</c>, the plan's <c>vus</c>; 60 by default.</param>
/// <param name="Phase">How long the few are alone, and how long the crowd then sends: <c>PHASE</c>, which <c>--scale-time</c> changes; 5,000 by default.</param>
/// <param name="Width">The width of a picture: <c>WIDTH</c>; 2,400 by default.</param>
internal sealed record UploadSettings(TimeSpan Settle, long Bytes, int Chunk, int Cuts, int Few, int Crowd, TimeSpan Phase, int Width)
{
    /// <summary>Reads the settings; other names are left alone.</summary>
    /// <param name="env">The scenario's <c>env</c>.</param>
    /// <param name="timeScale">The factor on <c>PHASE</c>.</param>
    /// <exception cref="ArgumentException">A value is not a whole number, or 0 where that makes no sense.</exception>
    public static UploadSettings Read(IReadOnlyDictionary<string, string> env, double timeScale = 1) => new(
        TimeSpan.FromMilliseconds(EnvNumber.ReadCount(env, "SETTLE", 0)),
        EnvNumber.Read(env, "BYTES", (int)UploadLimit.Small),
        EnvNumber.Read(env, "CHUNK", (int)UploadLimit.Small),
        EnvNumber.ReadCount(env, "CUTS", 3),
        EnvNumber.Read(env, "FEW", 10),
        EnvNumber.Read(env, "CROWD", 60),
        TimeSpan.FromMilliseconds(EnvNumber.Read(env, "PHASE", 5_000)) * timeScale,
        EnvNumber.Read(env, "WIDTH", 2_400));
}
